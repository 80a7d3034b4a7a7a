/** The system that the browser tests run against: `npm start` in a separate process. */
export interface TestedSystem {
  readonly apiUrl: string;
  readonly endpointUrl: string;
  readonly consoleUrl: string;
  readonly stateFolder: string;
}

const variable = 'TRADEWIND_BROWSER_TEST';

/** Passes the started system to the test files. */
export function publishSystem({ apiUrl, endpointUrl, consoleUrl, stateFolder }: TestedSystem): void {
  process.env[variable] = JSON.stringify({ apiUrl, endpointUrl, consoleUrl, stateFolder });
}

/** @throws Error outside of `npm run test:browser` */
export function testedSystem(): TestedSystem {
  const published = process.env[variable];
  if (published === undefined) throw new Error('Run the browser tests with: npm run test:browser');
  return JSON.parse(published) as TestedSystem;
}
