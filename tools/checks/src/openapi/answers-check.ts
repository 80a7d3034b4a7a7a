import { readFileSync } from 'node:fs';
import { serviceDocuments } from '../../../build/src/bundler/openapi/service-documents.ts';
import type { AnswerLine } from '../../../local-cloud/src/testing/answer-record.ts';
import { testRecordPath } from '../../../local-cloud/src/testing/test-record.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import type { Check } from '../check.ts';
import { answerViolations } from './answer-violations.ts';

export const answersCheck: Check = {
  name: 'answers',
  description: 'responses of the tests whose status or problem code is not documented',
  readsTestRecords: true,
  run({ root }) {
    const answers = readAnswers(testRecordPath(root, 'answers'));
    return {
      findings: answerViolations(answers, serviceDocuments(root)),
      summary: [`${answers.length} kinds of responses from the tests.`],
    };
  },
};

function readAnswers(path: string): AnswerLine[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as AnswerLine);
  } catch (cause) {
    throw new CommandError(`${path} is missing. Run "npm test", which writes it.`, { cause });
  }
}
