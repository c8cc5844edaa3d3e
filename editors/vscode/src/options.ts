/** The scheme of the read-only text of a docx or pdf: gwlint:/folder/通知.docx.txt. */
export const PROJECTION_SCHEME = "gwlint";
const PROJECTION_SUFFIX = ".txt";

/** What the server is asked about: drafts that the editor holds, and the projections. */
export const SELECTOR = [
  ...["plaintext", "markdown"].flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]),
  { scheme: PROJECTION_SCHEME },
];

/** Word and PDF files, saved by other programs. */
export const OFFICE_FILES = "**/*.{docx,pdf}";

const SERVER_SETTINGS = ["profile", "select", "ignore", "fixOnSave", "debounce", "wordCount"] as const;

/** The settings that the server knows, out of whatever reads one. The extension's own it would refuse. */
export function serverSettings(read: (name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(SERVER_SETTINGS.map((name) => [name, read(name)]));
}

/** The path of the file behind a projection's path. */
export function projectedPath(path: string): string {
  return path.endsWith(PROJECTION_SUFFIX) ? path.slice(0, -PROJECTION_SUFFIX.length) : path;
}
