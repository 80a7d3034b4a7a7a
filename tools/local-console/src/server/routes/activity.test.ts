import { describe, expect, it } from '@jest/globals';
import type {
  ActivityChange,
  ActivityLog,
  LogQuery,
  Trace,
  TraceQuery,
} from '../../../../local-cloud/src/contract/activity.ts';
import { matchRoute } from '../route.ts';
import { activityRoutes } from './activity.ts';

function createActivity() {
  const asked: (TraceQuery | LogQuery | number)[] = [];
  let notify: (change: ActivityChange) => void = () => {};
  const activity: ActivityLog = {
    traces(query = {}) {
      asked.push(query);
      return { items: [] };
    },
    trace: (id) => (id === 'cor_1' ? ({ isTruncated: false } as Trace) : undefined),
    logs(query = {}) {
      asked.push(query);
      return { items: [] };
    },
    rates(seconds) {
      asked.push(seconds);
      return [];
    },
    subscribe(listener) {
      notify = listener;
      return () => {};
    },
    clear() {},
  };
  const sent: unknown[] = [];
  const routes = activityRoutes({
    activity,
    events: { send: (...event) => void sent.push(event), whileOpen: (start) => void start() },
  });
  const get = (url: string): unknown => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const { route, parameters } = matchRoute(routes, 'GET', pathname)!;
    return route.handle({ parameters, query: searchParams, body: undefined, incoming: {} as never });
  };
  return { asked, sent, get, notify: (change: ActivityChange) => notify(change) };
}

describe('the routes of activity', () => {
  it('pass the conditions of a search on and leave empty ones out', () => {
    const { asked, get } = createActivity();
    get('/api/traces?route=POST+/checkout&status=4xx&minimumMillis=250&orderId=&limit=10&other=1');
    get('/api/logs?level=warn&functionName=place-order&cursor=7');
    get('/api/rates?seconds=30');
    get('/api/rates');
    expect(asked).toEqual([
      { route: 'POST /checkout', status: '4xx', minimumMillis: 250, limit: 10 },
      { level: 'WARN', functionName: 'place-order', cursor: '7' },
      30,
      60,
    ]);
  });

  it('return a trace by its id, and 404 for an unknown one', () => {
    const { get } = createActivity();
    expect(get('/api/traces/cor_1')).toEqual({ isTruncated: false });
    expect(() => get('/api/traces/cor_2')).toThrow(expect.objectContaining({ status: 404 }));
  });

  it.each(['/api/traces?minimumMillis=slow', '/api/traces?limit=-1', '/api/logs?level=LOUD'])(
    'refuse %s',
    (url) => {
      expect(() => createActivity().get(url)).toThrow(expect.objectContaining({ status: 400 }));
    },
  );

  it('send each change to the pages', () => {
    const { sent, notify } = createActivity();
    const change = { traces: [], removed: ['1-a'], lines: [] };
    notify(change);
    expect(sent).toEqual([['activity', change]]);
  });
});
