;;; eglot-hsmeta.el --- hsmeta as a server of eglot  -*- lexical-binding: t -*-
;; SPDX-License-Identifier: MIT OR Apache-2.0

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((js-json-mode json-ts-mode json-mode) . ("hsmeta" "lsp"))))
