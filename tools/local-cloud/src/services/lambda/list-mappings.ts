import { toFunctionName } from '../../contract/function-name.ts';
import type { MappingView } from './event-source-mappings/mapping-view.ts';

// https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html
const MAX_ITEMS = 100;

/** ListEventSourceMappings. @param query  of the request: EventSourceArn, FunctionName, MaxItems, Marker */
export function listMappings(all: readonly MappingView[], query: URLSearchParams) {
  const source = query.get('EventSourceArn');
  const functionName = query.get('FunctionName');
  const matching = all.filter(
    ({ EventSourceArn, FunctionArn }) =>
      (source === null || EventSourceArn === source) &&
      (functionName === null || toFunctionName(FunctionArn) === toFunctionName(functionName)),
  );
  const first = Number(query.get('Marker') ?? 0);
  const next = first + Math.min(Number(query.get('MaxItems') ?? MAX_ITEMS), MAX_ITEMS);
  return {
    EventSourceMappings: matching.slice(first, next),
    ...(next < matching.length && { NextMarker: String(next) }),
  };
}
