/** Where the local cloud speaks: one line a message. */
export interface Terminal {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  /** A line only `--verbose` shows. */
  detail(message: string): void;
  /** One line that a function or task wrote: JSON of the logger, or plain text. */
  functionLine(functionName: string, line: string): void;
}
