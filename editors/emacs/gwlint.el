;;; gwlint.el --- Check Chinese official documents while writing  -*- lexical-binding: t -*-

;; Package-Requires: ((emacs "26.3") (eglot "1.9"))
;; Keywords: text, convenience

;;; Commentary:

;; `gwlint-setup' has eglot check text and markdown files with
;; `gwlint lsp'.  README.md in this folder says how to set it up.

;;; Code:

(require 'cl-lib)
(require 'eglot)

(defgroup gwlint nil "Check Chinese official documents." :group 'text)

(defcustom gwlint-command '("gwlint" "lsp")
  "The program of the language server and its arguments."
  :type '(repeat string))

(defcustom gwlint-modes '(text-mode markdown-mode gfm-mode)
  "The major modes whose files are checked."
  :type '(repeat symbol))

(defcustom gwlint-settings nil
  "Settings of the server as a plist.
For example (:profile \"gansu-2024\" :ignore [\"GW401\"])."
  :type 'plist)

(defcustom gwlint-fix-on-save nil
  "Whether safe fixes are put in before a file is written."
  :type 'boolean)

(defcustom gwlint-block-on-save nil
  "Whether an error-level finding keeps a file from being written.
`gwlint-save-anyway' writes it all the same."
  :type 'boolean)

(defcustom gwlint-timeout 3
  "Seconds that a save waits for the server."
  :type 'number)

(defclass gwlint-server (eglot-lsp-server) () :documentation "The language server of gwlint.")

(defun gwlint--settings ()
  "All settings as the server takes them."
  (append gwlint-settings (list :fixOnSave (if gwlint-fix-on-save t :json-false))))

(cl-defmethod eglot-initialization-options ((_server gwlint-server))
  "The settings that a server starts with."
  (gwlint--settings))

(cl-defmethod eglot-handle-request ((_server gwlint-server) (_method (eql workspace/configuration)) &key items)
  "The settings, once for each of the ITEMS that the server asks for."
  (make-vector (length items) (gwlint--settings)))

(defun gwlint--server ()
  "The server that checks this buffer, or nil."
  (let ((server (eglot-current-server)))
    (and (cl-typep server 'gwlint-server) server)))

(defun gwlint--ask (server command &rest arguments)
  "What SERVER answers to COMMAND with ARGUMENTS."
  (jsonrpc-request server :workspace/executeCommand
                   (list :command command :arguments (vconcat arguments))
                   :timeout gwlint-timeout))

(defun gwlint--faults (server)
  "The error-level findings of the text as it stands now, as SERVER sees it."
  (condition-case nil
      (progn
        (eglot--signal-textDocument/didChange)
        (cl-remove-if-not
         (lambda (one) (equal (plist-get one :severity) "error"))
         (plist-get (gwlint--ask server "gwlint.check" (eglot--path-to-uri buffer-file-name))
                    :findings)))
    (error
     (display-warning 'gwlint "没有答复，这次没有检查就存盘了")
     nil)))

(defun gwlint--reason (fault)
  "A line that says where FAULT is and what it is."
  (format "  第%d行 %s %s"
          (plist-get (plist-get fault :location) :line)
          (plist-get fault :rule)
          (plist-get fault :message)))

(defun gwlint--hold ()
  "Refuse to write a file that has error-level findings.
For `write-file-functions'."
  (when-let* ((server (and gwlint-block-on-save (gwlint--server)))
              (faults (append (gwlint--faults server) nil)))
    (user-error "gwlint：有 %d 个错误，没有存盘（照样存：M-x gwlint-save-anyway）\n%s"
                (length faults) (mapconcat #'gwlint--reason faults "\n"))))

(defun gwlint-save-anyway ()
  "Write the file although it has error-level findings."
  (interactive)
  (let ((gwlint-block-on-save nil))
    (save-buffer)))

(cl-defmethod eglot-execute-command ((server gwlint-server) (command (eql gwlint.explain)) arguments)
  "Show the page of a rule that SERVER answers to COMMAND with ARGUMENTS."
  (with-help-window "*gwlint*"
    (princ (gwlint--ask server (symbol-name command) (elt arguments 0)))))

(cl-defmethod eglot-execute-command ((server gwlint-server) (command (eql gwlint.ignore)) arguments)
  "Ask why, then tell SERVER to COMMAND what the first two ARGUMENTS name."
  (let ((reason (read-string "不报的理由："))
        (eglot-confirm-server-initiated-edits nil))
    (gwlint--ask server (symbol-name command) (elt arguments 0) (elt arguments 1) reason)))

(defun gwlint--managed ()
  "Hook a buffer that eglot manages; for `eglot-managed-mode-hook'."
  (when (gwlint--server)
    (add-hook 'write-file-functions #'gwlint--hold nil t)))

(defun gwlint--ensure ()
  "Have this buffer checked when it is of one of `gwlint-modes'."
  (when (memq major-mode gwlint-modes)
    (if (executable-find (car gwlint-command))
        (eglot-ensure)
      (message "gwlint：没有找到 %s，先运行 pip install 'gwlint[editor]'" (car gwlint-command)))))

(defun gwlint--contact (&rest _)
  "What eglot starts."
  (cons 'gwlint-server gwlint-command))

;;;###autoload
(defun gwlint-setup ()
  "Check files of `gwlint-modes' from now on."
  (add-to-list 'eglot-server-programs (cons gwlint-modes #'gwlint--contact))
  (add-hook 'eglot-managed-mode-hook #'gwlint--managed)
  (add-hook 'text-mode-hook #'gwlint--ensure))

(provide 'gwlint)
;;; gwlint.el ends here
