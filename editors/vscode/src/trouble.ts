import type { Failure } from "./launch";

const RESTART = "再运行命令“公文: 重新启动检查服务”";
const USAGE = 2;

/** One plain sentence or two: why gwlint did not run, and what to do. */
export function explain(failure: Failure, fromSetting: boolean): string {
  if (failure.missing) return fromSetting ? badSetting(failure.command) : notInstalled();
  const said = lastLine(failure.stderr);
  if (failure.code === USAGE && /lsp/.test(said) && !/editor/.test(said)) {
    return `${failure.command} 还没有 lsp 命令，版本太旧。请运行 pip install -U "gwlint[editor]"，${RESTART}。`;
  }
  if (failure.code === USAGE && said) return `${ended(said)}装好后${RESTART}。`;
  return `gwlint 意外退出（退出码 ${failure.code ?? "无"}）。${said ? ended(`最后一句是：${said}`) : ""}请${RESTART}；还不行，看“输出”里的“gwlint 公文检查”。`;
}

function notInstalled(): string {
  return (
    '没有找到 gwlint。请在终端运行 pip install "gwlint[editor]"' +
    `（源码目录里是 pip install ".[editor]"），或者把它的完整路径写进设置 gwlint.path，${RESTART}。`
  );
}

function badSetting(command: string): string {
  return `设置 gwlint.path 写的“${command}”不能运行。请改成 gwlint 的完整路径，或者清空这项设置由扩展自己找，${RESTART}。`;
}

function lastLine(text: string): string {
  return text.trim().split(/\r?\n/).at(-1)?.trim() ?? "";
}

function ended(sentence: string): string {
  return /[。！？]$/.test(sentence) ? sentence : `${sentence}。`;
}
