;;; session.el --- What the sessions in Emacs have in common  -*- lexical-binding: t -*-

(require 'cl-lib)
(require 'json)

(defvar session-wait-hook nil
  "What a client needs to have called while nobody types.")

(defun check (condition what)
  "Ends the session unless CONDITION; WHAT says what should have been so."
  (unless condition (error "Not so: %s" what)))

(defun wait (what condition)
  "Lets the server answer until CONDITION, a function, holds; WHAT describes it."
  (let ((end (+ (float-time) 20)))
    (while (not (or (funcall condition) (> (float-time) end)))
      (run-hooks 'session-wait-hook)
      (accept-process-output nil 0.02))
    (check (funcall condition) (format "%s (waited 20 s)" what))))

(defun sorted (places)
  (sort (copy-sequence places) #'string<))
