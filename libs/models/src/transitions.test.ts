import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AppError } from '#libs/errors';
import { transitions, type TransitionTable } from './transitions.ts';

type Status = 'draft' | 'sent' | 'read';
interface Note {
  readonly status: Status;
  readonly text?: string;
  readonly sentAt?: string;
}
const table: TransitionTable<Status> = { draft: ['sent'], sent: ['read'], read: [] };
const { canTransition, transition } = transitions<Note>('note', table);
const status = fc.constantFrom<Status>('draft', 'sent', 'read');

function attempt(change: () => string): string {
  try {
    return change();
  } catch (error) {
    const { kind, code } = error as AppError;
    return `${kind} ${code}`;
  }
}

describe('transitions', () => {
  it('allows exactly the transitions of the table', () => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        const isAllowed = table[from].includes(to);
        expect(canTransition({ status: from }, to)).toBe(isAllowed);
        const result = attempt(() => transition({ status: from }, to).status);
        expect(result).toBe(isAllowed ? to : `conflict note.${from}`);
      }),
    );
  });

  it('returns a copy with the new status and the changed fields', () => {
    const note: Note = { status: 'draft', text: 'Hello' };
    expect(transition(note, 'sent', { sentAt: 'now' })).toEqual({ ...note, status: 'sent', sentAt: 'now' });
    expect(note.status).toBe('draft');
  });

  it('explains a rejected transition', () => {
    expect(() => transition({ status: 'read' }, 'sent')).toThrow(
      expect.objectContaining({ detail: 'The note is read and cannot become sent.' }),
    );
  });
});
