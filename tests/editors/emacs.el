;;; emacs.el --- One session of eglot with the real server  -*- lexical-binding: t -*-

;; Ends with an error at the first thing that is not so. Works with eglot 1.9 (Emacs 28) and the one inside of Emacs 29 and later.

(load (expand-file-name "session.el" (file-name-directory load-file-name)) nil t t)

;; Eglot tells changes when nobody types. Without a screen Emacs is never idle in this sense.
(add-hook 'session-wait-hook (lambda () (mapc #'timer-event-handler (copy-sequence timer-idle-list))))

;; Emacs 28 opens JSON in its JavaScript mode.
(unless (fboundp 'js-json-mode)
  (define-derived-mode js-json-mode js-mode "JSON")
  (add-to-list 'auto-mode-alist '("\\.json\\'" . js-json-mode)))

;; As docs/editors.md says it.
(load (getenv "CONFIGURATION") nil t t)
;; The mode of the card.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((js-mode js-ts-mode) . ("hsmeta" "lsp"))))

;; Nobody is there to be asked or told.
(setq inhibit-message t
      eglot-confirm-server-initiated-edits nil
      eglot-send-changes-idle-time 0.05
      make-backup-files nil
      auto-save-default nil
      create-lockfiles nil)

(defconst app "src/app/app-hsmeta.json")

(defun place (line column rule)
  (format "%d:%d %s" line column rule))

(defun expected ()
  "The diagnostics of the command line in the file, columns in characters."
  (let* ((json-array-type 'list)
         (report (json-read-file (getenv "EXPECTED"))))
    (cl-loop for finding in (alist-get 'diagnostics report)
             for start = (alist-get 'start (alist-get 'range finding))
             when (string-suffix-p app (alist-get 'file finding))
             collect (place (alist-get 'line start) (alist-get 'column start) (alist-get 'rule finding)))))

(defun shown ()
  "The same from Flymake, which shows eglot's diagnostics as `source [code]: message'."
  (flymake-start nil)
  (cl-loop for found in (flymake-diagnostics)
           for text = (flymake-diagnostic-text found)
           do (check (string-match "\\`hsmeta \\[\\([a-z-]+\\)\\]: ." text) text)
           collect (save-excursion
                     (goto-char (flymake-diagnostic-beg found))
                     (place (line-number-at-pos) (1+ (- (point) (line-beginning-position))) (match-string 1 text)))))

(defun has (rule)
  (cl-some (lambda (one) (string-suffix-p rule one)) (shown)))

(defun go (text)
  "Moves behind TEXT."
  (goto-char (point-min))
  (check (search-forward text nil t) (concat "found " text)))

(find-file (expand-file-name app (getenv "PROJECT")))
(check (eq major-mode 'js-json-mode) "js-json-mode")
(call-interactively #'eglot)
(check (eglot-managed-p) "eglot looks after the file")

;; 1. Every finding of the file, as on the command line.
(wait (format "diagnostics of the command line: %s" (expected))
      (lambda () (equal (sorted (shown)) (sorted (expected)))))
(check (> (length (expected)) 5) "several diagnostics")

;; 2. Squiggles.
(check (cl-some (lambda (overlay) (overlay-get overlay 'flymake-diagnostic))
                (overlays-in (point-min) (point-max)))
       "underlined text")

;; 3. Hover, as eldoc asks for it.
(go "\"distri")
(let (hover)
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq hover text)))
  (wait "a hover" (lambda () hover))
  (check (and (string-match-p "marketplace" hover) (string-match-p "private" hover)) (concat "hover: " hover)))

;; 4. Completion, as M-TAB does it: a word that has one continuation only is written out.
(go "\"private")
(replace-match "\"mark")
(completion-at-point)
(check (string-suffix-p "\"distribution\": \"marketplace\",\n" (thing-at-point 'line))
       (concat "completed: " (thing-at-point 'line)))
(go "\"marketplace")
(replace-match "\"private")

;; 5. An edit: the finding goes with its cause.
(check (has "untrimmed-name") "untrimmed-name before")
(go "\"Bramble Shop \"")
(replace-match "\"Bramble Shop\"")
(wait "untrimmed-name goes" (lambda () (not (has "untrimmed-name"))))

;; 6. A quick fix, chosen from what is offered.
(check (has "flat-support-field") "flat-support-field before")
(go "\"supportEm")
(cl-letf (((symbol-function 'completing-read)
           (lambda (_prompt actions &rest _)
             (or (cl-find-if (lambda (title) (string-match-p "support" title))
                             (all-completions "" actions))
                 (error "Offered: %s" actions))))
          ;; Not the mouse: no menu.
          (last-nonmenu-event t))
  (call-interactively #'eglot-code-actions))
(wait "flat-support-field goes" (lambda () (not (has "flat-support-field"))))

(set-buffer-modified-p nil)

;; 7. A card: what is wrong in its code, and the way to the function that it calls.
(find-file (expand-file-name "src/app/cards/Stock.jsx" (getenv "PROJECT")))
(check (derived-mode-p 'js-mode 'js-ts-mode) "js-mode")
;; Eglot 1.9 has one server for each mode.
(unless (eglot-managed-p) (call-interactively #'eglot))
(check (eglot-managed-p) "eglot looks after the card")
(wait "unknown-serverless-function" (lambda () (has "unknown-serverless-function")))
(go "sync-stok")
(replace-match "sync stock")
(wait "unknown-serverless-function goes" (lambda () (not (has "unknown-serverless-function"))))
(go "sync st")
(set-buffer-modified-p nil)
(xref-find-definitions "sync stock")
(check (string-suffix-p "sync-stock-hsmeta.json" (buffer-file-name)) (concat "definition: " (buffer-file-name)))

(princ (format "emacs: %d diagnostics, hover, completion, an edit, a quick fix and a card\n" (length (expected))))
(eglot-shutdown-all)
