import type { Invariant } from './invariant.ts';
import { byKey } from './requests-by-key.ts';
import type { RequestAnswer } from './snapshot.ts';

/** A client that repeats a request gets the answer that it missed. */
export const sameKeySameAnswer: Invariant = {
  name: 'same key, same answer',
  description: 'Once a request was accepted, its repetitions get the same answer and have no further effect.',
  holds: 'always',
  *check({ requests, sessions }) {
    for (const [id, group] of byKey(requests)) {
      // A refusal keeps no key: the client can repeat the request when the reason is gone.
      const accepted = group.findIndex(({ answer }) => answer.code === undefined);
      const { body, answer: first } = group[accepted] ?? {};
      for (const later of group.slice(accepted + 1))
        if (first && later.body === body && !isEqual(later.answer, first))
          yield `${id} got ${toText(first)}, and then ${toText(later.answer)}`;
    }
    for (const { sessionId, attempts } of sessions) {
      const keys = attempts.map(({ key }) => key);
      for (const key of new Set(keys.filter((each, index) => keys.indexOf(each) !== index)))
        yield `${sessionId} has several orders under the key ${key}`;
    }
  },
};

const isEqual = (one: RequestAnswer, other: RequestAnswer): boolean =>
  one.code === other.code && one.content === other.content;

const toText = ({ code, content }: RequestAnswer): string => code ?? content;
