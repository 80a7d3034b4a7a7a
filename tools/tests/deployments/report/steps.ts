export interface Steps {
  /** Runs one step of the proof and prints how it went: its name, what was seen, how long it took. */
  step(name: string, prove: () => Promise<string | undefined>): Promise<void>;
  /** Prints the verdict. */
  finish(): void;
}

/**
 * The report of a proof, step by step.
 *
 * @param print  takes one line
 */
export function reportSteps(print: (line: string) => void): Steps {
  const startedAt = performance.now();
  let held = 0;
  return {
    async step(name, prove) {
      const from = performance.now();
      try {
        const seen = await prove();
        held++;
        print(`✓ ${name} ${elapsed(from)}${seen ? `\n    ${seen.replaceAll('\n', '\n    ')}` : ''}`);
      } catch (error) {
        print(`✗ ${name} ${elapsed(from)}`);
        throw error;
      }
    },
    finish: () => print(`${held} steps hold ${elapsed(startedAt)}`),
  };
}

const elapsed = (from: number): string => `(${((performance.now() - from) / 1000).toFixed(1)} s)`;
