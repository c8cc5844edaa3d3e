Option Explicit
' 标准模块 GwlintStart：Word 启动时开始守着存盘。

Private guard As GwlintSave

Public Sub AutoExec()
    Set guard = New GwlintSave
    Set guard.App = Word.Application
End Sub
