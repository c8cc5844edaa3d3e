// WPS 文字（Windows）存盘之前用 gwlint 检查，有错误时先问再存。装法见 README.md。

// {name} 原稿的路径，{copy} 送去检查的副本，{report} 写结果的文件。
const COMMAND = '/d /s /c "gwlint check - --stdin-filename "{name}" --format json --output "{report}" --fail-on error < "{copy}""'
const REFUSE = false // true：有错误一律不存；false：列出错误，由人决定
const SECONDS = 20 // 等检查结果的时限，过了照常存盘
const PDF = 17 // wdExportFormatPDF
const SHOWN = 5

function gwlintStart() {
  Application.ApiEvent.AddApiEventListener("DocumentBeforeSave", gwlintBeforeSave)
}

function gwlintStop() {
  Application.ApiEvent.RemoveApiEventListener("DocumentBeforeSave")
}

/** @param {Wps.Document} doc @param {{ Value: boolean }} [cancel] */
function gwlintBeforeSave(doc, cancel) {
  const folder = `${Application.Env.GetTempPath()}/gwlint-${Date.now()}-${Math.floor(Math.random() * 1e9)}`
  const copy = `${folder}/copy.pdf`
  const report = `${folder}/report.json`
  let found = []
  try {
    Application.FileSystem.Mkdir(folder)
    doc.ExportAsFixedFormat(copy, PDF)
    Application.OAAssist.ShellExecute("cmd", gwlintCommand(doc.FullName, copy, report))
    found = gwlintErrors(gwlintAwait(report))
  } catch (error) {
    alert(`gwlint 没有查成（${error.message || error}），文件照常存盘。`)
  } finally {
    for (const path of [copy, report, folder]) {
      if (Application.FileSystem.Exists(path)) Application.FileSystem.Remove(path)
    }
  }
  if (found.length && !gwlintConfirmed(found)) {
    Application.ApiEvent.Cancel = true
    if (cancel) cancel.Value = true // 有的版本从第二个参数看
  }
}

function gwlintCommand(name, copy, report) {
  return COMMAND.replace("{name}", () => name).replace("{copy}", () => copy).replace("{report}", () => report)
}

// gwlint 写完才给结果文件这个名字，所以有了就是全的。
function gwlintAwait(report) {
  const end = Date.now() + SECONDS * 1000
  while (!Application.FileSystem.Exists(report)) {
    if (Date.now() > end) throw new Error("没有等到结果，请在命令行里试一下 gwlint check")
  }
  const bytes = Application.FileSystem.readAsBinaryString(report)
  return JSON.parse(decodeURIComponent(escape(bytes)))
}

function gwlintErrors(result) {
  const file = result.files[0]
  if (file.status === "unreadable") throw new Error(file.reason)
  return file.findings.filter((one) => one.severity === "error")
}

function gwlintConfirmed(found) {
  const lines = found.slice(0, SHOWN).map((one) => `${one.rule} ${one.message}`)
  if (found.length > SHOWN) lines.push(`另有 ${found.length - SHOWN} 处错误`)
  if (REFUSE) {
    alert(`${lines.join("\n")}\n\n有错误，没有存盘。请改好再存。`)
    return false
  }
  return confirm(`${lines.join("\n")}\n\n仍要存盘吗？`)
}
