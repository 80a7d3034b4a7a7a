export interface Steps {
  /** Runs one step and prints its name, result and duration. */
  step(name: string, run: () => Promise<string | undefined>): Promise<void>;
  /** Prints the number of passed steps. */
  finish(): void;
}

/**
 * The report of the test, step by step.
 *
 * @param print  takes one line
 */
export function reportSteps(print: (line: string) => void): Steps {
  const startedAt = performance.now();
  let passed = 0;
  return {
    async step(name, run) {
      const from = performance.now();
      try {
        const seen = await run();
        passed++;
        print(`✓ ${name} ${formatElapsed(from)}${seen ? `\n    ${seen.replaceAll('\n', '\n    ')}` : ''}`);
      } catch (error) {
        print(`✗ ${name} ${formatElapsed(from)}`);
        throw error;
      }
    },
    finish: () => print(`${passed} steps passed ${formatElapsed(startedAt)}`),
  };
}

const formatElapsed = (from: number): string => `(${((performance.now() - from) / 1000).toFixed(1)} s)`;
