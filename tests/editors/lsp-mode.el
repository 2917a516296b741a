;;; lsp-mode.el --- One session of lsp-mode with the real server  -*- lexical-binding: t -*-

;; Ends with an error at the first thing that is not so. Debian's lsp-mode is 8.0.0, of 2021.

(load (expand-file-name "session.el" (file-name-directory load-file-name)) nil t t)

(require 'lsp-mode)
(require 'lsp-diagnostics)
(require 'bytecomp)

;; 1. It compiles without a warning, as lsp-mode requires of its clients; what is compiled is what runs.
(let* ((source (getenv "CONFIGURATION"))
       (compiled (expand-file-name "lsp-hsmeta.elc" (getenv "HOME")))
       (byte-compile-dest-file-function (lambda (_source) compiled))
       (byte-compile-error-on-warn t))
  (check (eq (byte-compile-file source) t) "it compiles")
  (load compiled nil t t))
(check (featurep 'lsp-hsmeta) "provides lsp-hsmeta")

;; Emacs 28 opens JSON in its JavaScript mode; lsp-mode 8 knows the JSON modes of packages only.
(define-derived-mode hubspot-json-mode js-mode "JSON")
(add-to-list 'auto-mode-alist '("\\.json\\'" . hubspot-json-mode))
(add-to-list 'lsp-language-id-configuration '(hubspot-json-mode . "json"))

(setq inhibit-message t
      lsp-enable-snippet nil
      lsp-completion-provider :none
      lsp-session-file (expand-file-name "session" (getenv "HOME"))
      lsp-enabled-clients '(hsmeta)
      lsp-idle-delay 0.05
      make-backup-files nil
      create-lockfiles nil)

(defconst app "src/app/app-hsmeta.json")

(defun expected ()
  "Lines and rules of what the command line reports in the file."
  (let* ((json-array-type 'list)
         (report (json-read-file (getenv "EXPECTED"))))
    (cl-loop for diagnostic in (alist-get 'diagnostics report)
             for start = (alist-get 'start (alist-get 'range diagnostic))
             when (string-suffix-p app (alist-get 'file diagnostic))
             collect (format "%d %s" (alist-get 'line start) (alist-get 'rule diagnostic)))))

(defun shown ()
  "The same from lsp-mode."
  (cl-loop for diagnostic in (gethash (buffer-file-name) (lsp-diagnostics t))
           do (check (equal (lsp:diagnostic-source? diagnostic) "hsmeta") "source")
           collect (format "%d %s"
                           (1+ (lsp:position-line (lsp:range-start (lsp:diagnostic-range diagnostic))))
                           (lsp:diagnostic-code? diagnostic))))

;; What it logs about other clients and about itself.
(advice-add 'lsp-log :override #'ignore)
(advice-add 'lsp--info :override #'ignore)

;; 2. A file outside of a project is not for the server, one with a name of HubSpot's is.
(dolist (case '(("package.json" . nil) ("cards/card-hsmeta.json" . t) ("hsproject.json" . t) ("hsprofile.dev.json" . t)))
  (with-temp-buffer
    (setq major-mode 'hubspot-json-mode)
    (let ((file (expand-file-name (car case) (getenv "HOME"))))
      (check (eq (cdr case) (and (lsp-hsmeta--activate-p file major-mode) t)) (car case)))))

;; 3. Every diagnostic of the file, as on the command line.
(find-file (expand-file-name app (file-truename (getenv "PROJECT"))))
(lsp-workspace-folders-add (file-truename (getenv "PROJECT")))
(lsp)
(check (bound-and-true-p lsp-mode) "lsp-mode looks after the file")
(wait (format "diagnostics of the command line: %s" (expected))
      (lambda () (equal (sorted (shown)) (sorted (expected)))))
(check (> (length (expected)) 5) "several diagnostics")

;; 4. An edit: the problem goes with its cause.
(goto-char (point-min))
(check (search-forward "\"Bramble Shop \"" nil t) "the name")
(replace-match "\"Bramble Shop\"")
(wait "untrimmed-name goes" (lambda () (not (cl-some (lambda (one) (string-suffix-p " untrimmed-name" one)) (shown)))))

(princ (format "lsp-mode: %d diagnostics, an edit\n" (length (expected))))
(set-buffer-modified-p nil)
(kill-emacs 0)
