import { STAGE } from '../../../workspace/src/aws/aws-constants.ts';
import type { AnsweredRequest } from '../contract/measurements.ts';

/** One line of `answers.jsonl`: a kind of response of a route. */
export interface AnswerLine {
  readonly service: string;
  readonly method: string;
  /** The path template without the base path. */
  readonly path: string;
  readonly status: number;
  /** The code of a problem. */
  readonly code?: string;
}

export interface AnswerRecord {
  readonly onAnswered: (request: AnsweredRequest) => void;
  /** The kinds of responses so far, sorted. */
  recorded(): readonly AnswerLine[];
}

/** Records the status and the problem code of the responses of all routes, each kind once. */
export function createAnswerRecord(): AnswerRecord {
  const lines = new Map<string, AnswerLine>();
  return {
    onAnswered({ apiName, method, resourcePath: path, status, code }) {
      if (path === undefined || method === 'OPTIONS') return;
      const service = apiName.replace(`${STAGE}-`, '').replace('tradewind-', '');
      const line = { service, method, path, status, ...(code !== undefined && { code }) };
      lines.set(JSON.stringify(line), line);
    },
    recorded: () => [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line),
  };
}
