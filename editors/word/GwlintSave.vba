Option Explicit
' 类模块 GwlintSave：Word 存盘之前用 gwlint 检查，有错误时先问再存。装法见 README.md。

Public WithEvents App As Word.Application

' {name} 原稿的路径，{copy} 送去检查的副本，{report} 写结果的文件；退出码 0 没有错误，1 有错误，其他是没有查成。
Private Const COMMAND As String = "cmd /d /s /c ""gwlint check - --stdin-filename ""{name}"" --format text --quiet --color never --output ""{report}"" --fail-on error < ""{copy}"""""
' True：有错误一律不存；False：列出错误，由人决定。
Private Const REFUSE As Boolean = False
Private Const LONGEST As Long = 900

Private busy As Boolean

Private Sub App_DocumentBeforeSave(ByVal Doc As Document, SaveAsUI As Boolean, Cancel As Boolean)
    Dim folder As String
    Dim code As Long

    If busy Then Exit Sub
    If Doc.IsInAutosave Then Exit Sub
    busy = True
    On Error GoTo Failed
    folder = NewFolder()
    SaveCopy Doc, folder & "\copy.docx"
    code = CreateObject("WScript.Shell").Run(CommandFor(Doc.FullName, folder), 0, True)
    If code = 1 Then
        Cancel = Not Confirmed(ReadUtf8(folder & "\report.txt"))
    ElseIf code <> 0 Then
        App.StatusBar = "gwlint 没有查成（退出码 " & code & "），文件照常存盘"
    End If
Finish:
    On Error Resume Next
    CreateObject("Scripting.FileSystemObject").DeleteFolder folder, True
    busy = False
    Exit Sub
Failed:
    App.StatusBar = "gwlint 没有查成（" & Err.Description & "），文件照常存盘"
    Resume Finish
End Sub

Private Function CommandFor(ByVal name As String, ByVal folder As String) As String
    Dim filled As String

    If InStr(name, ".") = 0 Then name = name & ".docx"
    filled = Replace(COMMAND, "{copy}", folder & "\copy.docx")
    filled = Replace(filled, "{report}", folder & "\report.txt")
    CommandFor = Replace(filled, "{name}", name)
End Function

' 此刻窗口里的内容另存一份，原稿不动。
Private Sub SaveCopy(ByVal Doc As Document, ByVal path As String)
    Dim copy As Document

    Set copy = App.Documents.Add(Visible:=False)
    On Error GoTo Failed
    copy.Content.InsertXML Doc.WordOpenXML
    copy.SaveAs2 FileName:=path, FileFormat:=wdFormatXMLDocument, AddToRecentFiles:=False
    copy.Close SaveChanges:=wdDoNotSaveChanges
    Exit Sub
Failed:
    copy.Close SaveChanges:=wdDoNotSaveChanges
    Err.Raise vbObjectError + 1, "gwlint", "副本没有存成"
End Sub

Private Function Confirmed(ByVal said As String) As Boolean
    If Len(said) > LONGEST Then said = Left$(said, LONGEST) & "……"
    If REFUSE Then
        MsgBox said & vbCrLf & "有错误，没有存盘。请改好再存。", vbExclamation, "gwlint"
        Confirmed = False
    Else
        Confirmed = (MsgBox(said & vbCrLf & "仍要存盘吗？", vbYesNo + vbExclamation + vbDefaultButton2, "gwlint") = vbYes)
    End If
End Function

Private Function NewFolder() As String
    Dim files As Object

    Set files = CreateObject("Scripting.FileSystemObject")
    NewFolder = files.BuildPath(files.GetSpecialFolder(2), "gwlint-" & files.GetTempName())
    files.CreateFolder NewFolder
End Function

Private Function ReadUtf8(ByVal path As String) As String
    With CreateObject("ADODB.Stream")
        .Type = 2
        .Charset = "utf-8"
        .Open
        .LoadFromFile path
        ReadUtf8 = .ReadText
        .Close
    End With
End Function
