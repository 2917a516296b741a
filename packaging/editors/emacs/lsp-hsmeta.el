;;; lsp-hsmeta.el --- LSP client for HubSpot developer projects  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The hsmeta authors

;; Author: The hsmeta authors
;; URL: https://github.com/OWNER/hsmeta
;; Keywords: languages, tools
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Offline linter and language server for HubSpot developer projects.  It runs beside the servers of JSON, JavaScript
;; and TypeScript, in files of a project and in files with the names of HubSpot's.

;;; Code:

(require 'lsp-mode)

(defgroup lsp-hsmeta nil
  "LSP support for HubSpot developer projects, using hsmeta."
  :group 'lsp-mode
  :link '(url-link "https://github.com/OWNER/hsmeta"))

(defcustom lsp-hsmeta-server-command '("hsmeta" "lsp")
  "Command that starts the server."
  :risky t
  :type '(repeat string)
  :group 'lsp-hsmeta)

(defconst lsp-hsmeta--languages
  '("json" "javascript" "javascriptreact" "typescript" "typescriptreact")
  "Languages of the files that the server reads.")

(defconst lsp-hsmeta--files
  (rx (or string-start "/")
      (or "hsproject.json"
          (seq (* (not (any "/"))) "-hsmeta.json")
          (seq "hsprofile." (* (not (any "/"))) ".json"))
      string-end)
  "Names of the files that HubSpot defines.")

(defun lsp-hsmeta--activate-p (file-name _mode)
  "Whether the server is for the buffer of FILE-NAME."
  (and (member (lsp-buffer-language) lsp-hsmeta--languages)
       (or (string-match-p lsp-hsmeta--files file-name)
           (locate-dominating-file file-name "hsproject.json"))))

(lsp-register-client
 (make-lsp-client
  :new-connection (lsp-stdio-connection (lambda () lsp-hsmeta-server-command))
  :activation-fn #'lsp-hsmeta--activate-p
  :server-id 'hsmeta
  :priority -1
  :add-on? t
  :multi-root t))

(lsp-consistency-check lsp-hsmeta)

(provide 'lsp-hsmeta)
;;; lsp-hsmeta.el ends here
