import { serviceDocuments } from '../../../build/src/bundler/openapi/service-documents.ts';
import type { AnswerLine } from '../../../local-cloud/src/testing/answer-record.ts';
import type { Check } from '../check.ts';
import { readTestRecord } from '../read-test-record.ts';
import { answerViolations } from './answer-violations.ts';

export const answersCheck: Check = {
  name: 'answers',
  description: 'responses of the tests whose status or problem code is not documented',
  readsTestRecords: true,
  run({ root }) {
    const answers = readTestRecord<AnswerLine>(root, 'answers');
    return {
      findings: answerViolations(answers, serviceDocuments(root)),
      summary: [`${answers.length} kinds of responses from the tests.`],
    };
  },
};
