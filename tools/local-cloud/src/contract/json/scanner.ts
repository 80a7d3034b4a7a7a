/** Scans a text from left to right. */
export class Scanner {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  get next(): string | undefined {
    return this.text[this.position];
  }

  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.position)) return false;
    this.position += expected.length;
    return true;
  }

  expect(expected: string): void {
    if (!this.take(expected)) this.fail(`'${expected}'`);
  }

  /** @param pattern a sticky pattern (`/…/y`) */
  tryMatch(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.position += found.length;
    return found;
  }

  match(pattern: RegExp, description: string): string {
    return this.tryMatch(pattern) ?? this.fail(description);
  }

  quoted(): string {
    const found = this.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/y, 'a quoted name');
    return found.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  }

  skipSpace(): void {
    while (this.next === ' ') this.position += 1;
  }

  fail(expected: string): never {
    throw new SyntaxError(`expected ${expected} at position ${this.position} of '${this.text}'`);
  }
}
