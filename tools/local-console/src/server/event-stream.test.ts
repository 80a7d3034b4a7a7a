import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { createEventStream } from './event-stream.ts';

class Page extends EventEmitter {
  readonly written: string[] = [];
  readonly writableLength = 0;
  writeHead(): void {}
  write(text: string): void {
    this.written.push(text);
  }
  end(): void {
    this.emit('close');
  }
}

function openPage(stream: ReturnType<typeof createEventStream>): Page {
  const page = new Page();
  stream.open({} as IncomingMessage, page as unknown as ServerResponse);
  return page;
}

describe('createEventStream', () => {
  it('sends events to all open pages', () => {
    const stream = createEventStream();
    const pages = [openPage(stream), openPage(stream)];
    stream.send('activity', { lines: [1] });
    for (const { written } of pages) expect(written.at(-1)).toBe('event: activity\ndata: {"lines":[1]}\n\n');
    stream.close();
  });

  it('collects only while a page is open', () => {
    const stream = createEventStream();
    const steps: string[] = [];
    stream.whileOpen(() => {
      steps.push('start');
      return () => void steps.push('stop');
    });
    const [first, second] = [openPage(stream), openPage(stream)];
    first.end();
    expect(steps).toEqual(['start']);
    second.end();
    openPage(stream).end();
    expect(steps).toEqual(['start', 'stop', 'start', 'stop']);
    stream.close();
  });
});
