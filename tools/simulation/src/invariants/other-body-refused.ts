import type { Invariant } from './invariant.ts';
import { byKey } from './requests-by-key.ts';

const REFUSAL = 'idempotency.key-reused';

/** A key belongs to one request: another body under it is a mistake of the client. */
export const otherBodyRefused: Invariant = {
  name: 'other body refused',
  description: 'Once a request was accepted, another body under its key is refused and has no effect.',
  holds: 'always',
  *check({ requests }) {
    for (const [id, group] of byKey(requests)) {
      const accepted = group.findIndex(({ answer }) => answer.code === undefined);
      if (accepted < 0) continue;
      const body = group[accepted]?.body;
      for (const later of group.slice(accepted + 1))
        if (later.body !== body && later.answer.code !== REFUSAL)
          yield `${id} answered another body with ${later.answer.code ?? later.answer.content}`;
    }
  },
};
