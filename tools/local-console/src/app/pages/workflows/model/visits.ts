import { detailsOf, type EventDetails, type HistoryEvent } from './history.ts';

/** `caught`: failed, and a Catch continued. `aborted`: another branch failed, or the execution was stopped. */
export type VisitStatus = 'running' | 'succeeded' | 'caught' | 'failed' | 'aborted' | 'timed-out';

/** One attempt to run the task of a state. */
export interface Attempt {
  readonly startedAt: number;
  endedAt?: number;
  /** What the task received. */
  readonly input?: string;
  output?: string;
  error?: string;
  cause?: string;
}

/** One visit of an execution to a state, retries included. */
export interface Visit {
  readonly id: number;
  readonly state: string;
  readonly type: string;
  readonly enteredAt: number;
  exitedAt?: number;
  status: VisitStatus;
  readonly input?: string;
  output?: string;
  error?: string;
  cause?: string;
  readonly attempts: Attempt[];
  /** The ids of the visits to the Parallel and Map states around it. */
  readonly within: readonly number[];
  /** The items of the Map states around it, outermost first. */
  readonly iterations: readonly Iteration[];
  /** The state that was left for this one; undefined for the first of the execution or of a branch. */
  readonly previous?: string;
  /** Whether a Catch of the previous state led here. */
  readonly isCaught: boolean;
}

/** An item of a Map state. */
export interface Iteration {
  readonly map: string;
  readonly index: number;
}

/** Where an event happens: inside a visit, inside an item of a Map, or in the execution itself. */
interface Frame {
  readonly visit?: Visit;
  readonly iteration?: Iteration;
  readonly parent?: Frame;
  /** The last visit that ended in this frame. */
  left?: Visit;
}

const ENTERED = /^(?<type>[A-Za-z]+)StateEntered$/;
const EXITED = /StateExited$/;
const ATTEMPT_STARTS = /^(?:LambdaFunction|Task|Activity)Scheduled$/;
const ATTEMPT_SUCCEEDS = /^(?:LambdaFunction|Task|Activity)Succeeded$/;
const ATTEMPT_FAILS = /^(?:LambdaFunction|Task|Activity)(?:\w*Failed|TimedOut)$/;
const CONTAINER_FAILS = /^(?:Parallel|Map)StateFailed$/;
const ITERATION_ENDS = /^MapIteration(?:Succeeded|Failed|Aborted)$/;
const EXECUTION_ENDS: Readonly<Record<string, VisitStatus>> = {
  ExecutionFailed: 'failed',
  ExecutionTimedOut: 'timed-out',
  ExecutionAborted: 'aborted',
};

/**
 * Reads the visits to states from the history of an execution. Each event names the previous one of its branch, which
 * separates the branches of Parallel and the items of Map states.
 *
 * @param events in the order of their ids, complete or up to any event
 */
export function visitsOf(events: readonly HistoryEvent[]): readonly Visit[] {
  const visits: Visit[] = [];
  const root: Frame = {};
  const frames = new Map<number, Frame>([[0, root]]);
  for (const event of events) {
    const frame = frames.get(event.previousEventId ?? 0) ?? root;
    frames.set(event.id, frameAfter(event, frame, visits));
  }
  return visits;
}

function frameAfter(event: HistoryEvent, frame: Frame, visits: Visit[]): Frame {
  const { type, id } = event;
  const details = detailsOf(event);
  const at = Date.parse(event.timestamp);
  const entered = ENTERED.exec(type)?.groups?.['type'];
  if (entered !== undefined) {
    // The first state of a branch: each branch has a frame of its own.
    const parent = frame.visit === undefined ? frame : { parent: frame };
    const visit = newVisit({ id, type: entered, at, details, frame: parent });
    visits.push(visit);
    return { visit, parent };
  }
  if (EXITED.test(type)) return leave(frame, visits, { details, at });
  if (type === 'MapIterationStarted')
    return { iteration: { map: details.name ?? '', index: details.index ?? 0 }, parent: frame };
  if (ITERATION_ENDS.test(type)) return parentOfIteration(frame);
  if (type === 'ExecutionRedriven') return redrive(frame);
  const status = EXECUTION_ENDS[type];
  if (status !== undefined) endOpen(visits, { status, frame, details, at });
  else noteAttempt(type, details, at, visitIn(frame));
  return frame;
}

function newVisit({
  id,
  type,
  at,
  details,
  frame,
}: {
  id: number;
  type: string;
  at: number;
  details: EventDetails;
  frame: Frame;
}): Visit {
  return {
    id,
    state: details.name ?? '',
    type,
    enteredAt: at,
    status: 'running',
    ...(details.input !== undefined && { input: details.input }),
    attempts: [],
    within: visitsAround(frame).map((around) => around.id),
    iterations: iterationsIn(frame),
    ...(frame.left !== undefined && { previous: frame.left.state }),
    isCaught: frame.left?.status === 'caught',
  };
}

const visitsAround = ({ visit, parent }: Frame): Visit[] => [
  ...(visit === undefined ? [] : [visit]),
  ...(parent === undefined ? [] : visitsAround(parent)),
];

const iterationsIn = ({ iteration, parent }: Frame): readonly Iteration[] => [
  ...(parent === undefined ? [] : iterationsIn(parent)),
  ...(iteration === undefined ? [] : [iteration]),
];

/** Ends the visit of a state. The state that is entered next belongs to the frame around it. */
function leave(
  frame: Frame,
  visits: readonly Visit[],
  { details: { name, output }, at }: { details: EventDetails; at: number },
): Frame {
  let current: Frame | undefined = frame;
  while (current !== undefined && current.visit?.state !== name) current = current.parent;
  if (current?.visit === undefined) return frame;
  const { visit, parent = {} } = current;
  visit.exitedAt = at;
  visit.status = visit.error === undefined ? 'succeeded' : 'caught';
  if (output !== undefined) visit.output = output;
  endWithin(visit, visits, at);
  parent.left = visit;
  return parent;
}

/** A failed branch is not left by an event: it ends with its Parallel or Map state, and with it the other branches. */
function endWithin(container: Visit, visits: readonly Visit[], at: number): void {
  for (const visit of visits)
    if (visit.status === 'running' && visit.within.includes(container.id)) {
      visit.status = visit.error !== undefined || visit.type === 'Fail' ? 'failed' : 'aborted';
      visit.exitedAt = at;
    }
}

function parentOfIteration(frame: Frame): Frame {
  let current: Frame | undefined = frame;
  while (current !== undefined && current.iteration === undefined) current = current.parent;
  return current?.parent ?? frame;
}

const visitIn = ({ visit, parent }: Frame): Visit | undefined =>
  visit ?? (parent === undefined ? undefined : visitIn(parent));

function noteAttempt(type: string, details: EventDetails, at: number, visit: Visit | undefined): void {
  if (visit === undefined) return;
  const { error, cause } = details;
  const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  const last = visit.attempts.at(-1);
  if (ATTEMPT_STARTS.test(type)) {
    const input = details.input ?? details.parameters;
    visit.attempts.push({ startedAt: at, ...(input !== undefined && { input }) });
    delete visit.error;
    delete visit.cause;
  } else if (ATTEMPT_SUCCEEDS.test(type) && last !== undefined) {
    Object.assign(last, { endedAt: at, ...(details.output !== undefined && { output: details.output }) });
  } else if (ATTEMPT_FAILS.test(type) && last !== undefined) {
    Object.assign(last, { endedAt: at, error: 'unknown', ...failure });
    Object.assign(visit, { error: 'unknown', ...failure });
  } else if (CONTAINER_FAILS.test(type)) Object.assign(visit, { error: 'States.BranchFailed', ...failure });
}

/** The visits that did not end before the execution: the one that failed it, and those that it stopped. */
function endOpen(
  visits: readonly Visit[],
  { status, frame, details, at }: { status: VisitStatus; frame: Frame; details: EventDetails; at: number },
): void {
  const responsible = new Set(visitsAround(frame));
  for (const visit of visits.filter((each) => each.status === 'running')) {
    const isResponsible = responsible.has(visit) || visit.error !== undefined;
    visit.status = status === 'failed' && !isResponsible ? 'aborted' : status;
    visit.exitedAt = at;
    if (!isResponsible || status === 'aborted') continue;
    const { error, cause } = details;
    if (error !== undefined) visit.error ??= error;
    if (cause !== undefined) visit.cause ??= cause;
  }
}

/** A redriven execution continues the visit that failed it. */
function redrive(frame: Frame): Frame {
  const visit = visitIn(frame);
  if (visit === undefined) return frame;
  visit.status = 'running';
  delete visit.exitedAt;
  return frame;
}
