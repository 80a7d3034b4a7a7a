import type { DeployedName } from '../../../aws/deployed-name.ts';

/** A parameter without its value, as DescribeParameters returns it. */
export interface ParameterMetadata {
  readonly Name: string;
  readonly Type: 'String' | 'StringList' | 'SecureString';
  readonly Version: number;
  readonly Tier?: string;
  readonly LastModifiedDate?: string;
  readonly Description?: string;
}

/** A version with its value, as GetParameterHistory returns it. */
export interface ParameterVersion extends ParameterMetadata {
  readonly Value: string;
}

/** Reads the service from `/tradewind/STAGE/SERVICE/NAME`. */
export function parseParameterName(name: string): DeployedName {
  const [, service = '', rest = ''] = /^\/tradewind\/[^/]+\/([^/]+)\/(.+)$/.exec(name) ?? [];
  return service === '' ? { service: '', name } : { service, name: rest };
}

/** Whether a row matches the filters; each empty filter matches all. */
export function matchesParameter(
  { Name, Type, Description = '' }: ParameterMetadata,
  { text, service, type }: { readonly text: string; readonly service: string; readonly type: string },
): boolean {
  return (
    `${Name} ${Description}`.toLowerCase().includes(text.trim().toLowerCase()) &&
    (service === '' || parseParameterName(Name).service === service) &&
    (type === '' || Type === type)
  );
}

/** Formats a value that is JSON; any other value is returned as it is. */
export function formatValue(value: string): string {
  try {
    const json: unknown = JSON.parse(value);
    return typeof json === 'object' && json !== null ? JSON.stringify(json, undefined, 2) : value;
  } catch {
    return value;
  }
}
