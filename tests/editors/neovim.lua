-- One session of Neovim's own client with the real server. Ends with an error at the first thing that is not so.

local project, expected_file = vim.env.PROJECT, vim.env.EXPECTED

local function check(condition, what)
  if not condition then
    io.stderr:write('not so: ' .. what .. '\n')
    vim.cmd('cquit 1')
  end
end

local function wait(what, condition)
  check(vim.wait(20000, condition, 10), what .. ' (waited 20 s)')
end

-- As docs/editors.md says it: the file is in `lsp/` of a folder of Neovim's.
vim.opt.runtimepath:prepend(vim.env.CONFIGURATION)
vim.lsp.enable('hsmeta')

local function place(file, range)
  return ('%s:%d:%d'):format(file, range.line, range.column)
end

-- Findings as `file:line:column rule`, columns in characters; from the command line and from Neovim.
local expected = {}
for _, finding in ipairs(vim.json.decode(table.concat(vim.fn.readfile(expected_file))).diagnostics) do
  table.insert(expected, place(finding.file, finding.range.start) .. ' ' .. finding.rule)
end

local function shown()
  local all = {}
  for _, found in ipairs(vim.diagnostic.get()) do
    local file = vim.api.nvim_buf_get_name(found.bufnr)
    local line = vim.fn.readfile(file)[found.lnum + 1] or ''
    local column = vim.fn.strchars(line:sub(1, found.col)) + 1
    check(found.source == 'hsmeta', 'source of ' .. found.message)
    table.insert(all, place(file, { line = found.lnum + 1, column = column }) .. ' ' .. found.code)
  end
  return all
end

local function same(one, other)
  table.sort(one)
  table.sort(other)
  return vim.deep_equal(one, other)
end

local app = project .. '/src/app/app-hsmeta.json'
vim.cmd('edit ' .. vim.fn.fnameescape(app))
local buffer = vim.api.nvim_get_current_buf()
check(vim.bo[buffer].filetype == 'json', 'filetype json')

-- 1. Every finding of the whole project, open or not, as on the command line.
wait('diagnostics of the command line: ' .. vim.inspect(expected), function()
  return same(shown(), expected)
end)

-- 2. Squiggles.
local underlined = 0
for _, namespace in pairs(vim.api.nvim_get_namespaces()) do
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(buffer, namespace, 0, -1, { details = true })) do
    underlined = underlined + (tostring(mark[4].hl_group):match('DiagnosticUnderline') and 1 or 0)
  end
end
check(underlined > 0, 'underlined text')

-- 3. Hover, as K shows it.
local function go(text)
  local line = vim.fn.search(text, 'cw')
  check(line > 0, 'found ' .. text)
  return line
end
go('distribution')
vim.lsp.buf.hover()
local window
wait('a hover window', function()
  for _, one in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(one).relative ~= '' then
      window = one
    end
  end
  return window ~= nil
end)
local hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
check(hover:find('marketplace') and hover:find('private'), 'hover on distribution: ' .. hover)
vim.api.nvim_win_close(window, true)

-- 4. Completion, as the completion menu asks for it: between the quotes of the value. What it says is then done and undone.
local line = go('"private"')
vim.api.nvim_win_set_cursor(0, { line, vim.fn.getline(line):find('private', 1, true) - 1 })
local params = vim.lsp.util.make_position_params(0, 'utf-16')
local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/completion', params, 20000) or {}
local labels, marketplace = {}, nil
for _, answer in pairs(answers) do
  for _, item in ipairs((answer.result or {}).items or {}) do
    table.insert(labels, item.label)
    marketplace = item.label == 'marketplace' and item or marketplace
  end
end
check(marketplace, 'completion of distribution: ' .. vim.inspect(labels))
vim.lsp.util.apply_text_edits({ marketplace.textEdit }, buffer, 'utf-16')
check(vim.fn.getline(line):match('"distribution": "marketplace",$'), 'completed: ' .. vim.fn.getline(line))
vim.cmd('silent undo')

-- 5. An edit: the finding goes with its cause.
local function has(rule)
  return vim.iter(vim.diagnostic.get(buffer)):any(function(found)
    return found.code == rule
  end)
end
check(has('untrimmed-name'), 'untrimmed-name before')
vim.cmd([[%s/Bramble Shop "/Bramble Shop"/]])
wait('untrimmed-name goes', function()
  return not has('untrimmed-name')
end)

-- 6. A quick fix.
check(has('flat-support-field'), 'flat-support-field before')
go('supportEmail')
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    return action.kind == 'quickfix' and action.title:find('support') ~= nil
  end,
})
wait('flat-support-field goes', function()
  return not has('flat-support-field')
end)

-- 7. A card: what is wrong in its code, the functions that exist, and the way to them.
vim.cmd('edit ' .. vim.fn.fnameescape(project .. '/src/app/cards/Stock.jsx'))
buffer = vim.api.nvim_get_current_buf()
check(vim.bo[buffer].filetype == 'javascriptreact', 'filetype javascriptreact')
wait('a server for the card', function()
  return #vim.lsp.get_clients({ bufnr = buffer }) == 1
end)
check(#vim.lsp.get_clients() == 1, 'one server for all files')
wait('unknown-serverless-function', function()
  return has('unknown-serverless-function')
end)
line = go("'sync-stok'")
vim.api.nvim_win_set_cursor(0, { line, vim.fn.getline(line):find('sync', 1, true) - 1 })
params = vim.lsp.util.make_position_params(0, 'utf-16')
answers = vim.lsp.buf_request_sync(buffer, 'textDocument/completion', params, 20000) or {}
local item
for _, answer in pairs(answers) do
  item = item or ((answer.result or {}).items or {})[1]
end
check(item and item.label == 'sync stock', 'completion of a function: ' .. vim.inspect(answers))
vim.lsp.util.apply_text_edits({ item.textEdit }, buffer, 'utf-16')
check(vim.fn.getline(line):match("serverless%('sync stock'%);$"), 'completed: ' .. vim.fn.getline(line))
wait('unknown-serverless-function goes', function()
  return not has('unknown-serverless-function')
end)
vim.lsp.buf.definition()
wait('the file of the function', function()
  return vim.api.nvim_buf_get_name(0):match('sync%-stock%-hsmeta%.json$') ~= nil
end)

-- 8. A project of the old layout is converted to the files that `hsmeta migrate` announces.
local old, fixture = vim.env.OLD, vim.env.FIXTURE

-- The files of a recorded project: each after a line `== path`.
local function tree(name)
  local files, path = {}, nil
  for _, text in ipairs(vim.fn.readfile(fixture .. '/' .. name)) do
    path = text:match('^== (.*)') or path
    files[path] = files[path] or {}
    if not text:match('^== ') then
      table.insert(files[path], text)
    end
  end
  return files
end

local before, after = tree('before.txt'), tree('after.txt')
for path, lines in pairs(before) do
  vim.fn.mkdir(vim.fs.dirname(old .. '/' .. path), 'p')
  vim.fn.writefile(lines, old .. '/' .. path)
end
local questions = {}
vim.ui.select = function(items, options, done)
  table.insert(questions, options.prompt or '')
  done(items[1])
end
vim.fn.inputlist = function(lines)
  table.insert(questions, lines[1])
  return 1
end
local notes = {}
vim.notify = function(text)
  table.insert(notes, text)
end
vim.cmd('edit ' .. vim.fn.fnameescape(old .. '/hsproject.json'))
buffer = vim.api.nvim_get_current_buf()
wait('unsupported-platform-version', function()
  return has('unsupported-platform-version')
end)
line = go('platformVersion')
vim.api.nvim_win_set_cursor(0, { line, vim.fn.getline(line):find('2025', 1, true) - 1 })
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    return action.title:find('^Convert the project') ~= nil
  end,
})
local function says(list, words)
  return vim.iter(list):any(function(text)
    return text:find(words, 1, true) ~= nil
  end)
end
wait('the edit', function()
  return vim.uv.fs_stat(old .. '/migrate-leftover/src/app/app.json') ~= nil
end)
check(says(questions, 'The deployed app is not migrated'), 'question: ' .. vim.inspect(questions))
vim.cmd('silent wall')
for path, lines in pairs(after) do
  local written = vim.fn.filereadable(old .. '/' .. path) == 1 and vim.fn.readfile(old .. '/' .. path)
  check(vim.deep_equal(written, lines), path .. ': ' .. vim.inspect(written))
end
for path, lines in pairs(before) do
  local is_there = vim.uv.fs_stat(old .. '/' .. path) ~= nil
  check(is_there == (after[path] ~= nil), path .. ' is there: ' .. tostring(is_there))
end
wait('unsupported-platform-version goes', function()
  return not has('unsupported-platform-version')
end)

io.stdout:write(
  'neovim: ' .. #expected .. ' diagnostics, hover, completion, an edit, a quick fix, a card and a conversion\n'
)
for _, client in ipairs(vim.lsp.get_clients()) do
  client:stop()
end
wait('the end of the server', function()
  return #vim.lsp.get_clients() == 0
end)
vim.cmd('qa!')
