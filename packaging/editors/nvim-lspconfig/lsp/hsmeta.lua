---@brief
---
--- https://github.com/OWNER/hsmeta
---
--- Offline linter and language server for HubSpot developer projects.
---
--- ```sh
--- npm install --global hsmeta
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'hsmeta', 'lsp' },
  filetypes = { 'json', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact' },
  -- Outside of HubSpot projects, only files with the names of HubSpot's start the server.
  root_dir = function(bufnr, on_dir)
    local root = vim.fs.root(bufnr, 'hsproject.json')
    local name = vim.fs.basename(vim.api.nvim_buf_get_name(bufnr))
    if root or name == 'hsproject.json' or name:match('%-hsmeta%.json$') or name:match('^hsprofile%..*%.json$') then
      on_dir(root)
    end
  end,
}
