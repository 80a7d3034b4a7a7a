import type { AwsCall } from '../../../aws/cli-command.ts';
import { type Condition, isFilled, toExpression, toValue } from './condition.ts';
import { createPlaceholders, type Placeholders } from './placeholders.ts';
import {
  getIndexes,
  getTableKeys,
  type KeyAttribute,
  type Keys,
  type TableDescription,
} from './table-view.ts';

/** The form above the items of a table. */
export interface SearchForm {
  readonly mode: 'scan' | 'query';
  /** Empty for the table itself. */
  readonly indexName: string;
  readonly partitionValue: string;
  /** The condition on the sort key; ignored while its value is empty. */
  readonly sort: Pick<Condition, 'operator' | 'value' | 'upper'>;
  readonly isDescending: boolean;
  readonly filters: readonly Condition[];
  readonly pageSize: number;
}

export const emptyCondition: Condition = { attribute: '', operator: '=', type: 'S', value: '', upper: '' };

export const emptySearch: SearchForm = {
  mode: 'scan',
  indexName: '',
  partitionValue: '',
  sort: { operator: '=', value: '', upper: '' },
  isDescending: false,
  filters: [],
  pageSize: 100,
};

/** Returns the keys that the form queries. */
export const getSearchedKeys = (table: TableDescription, indexName: string): Keys =>
  getIndexes(table).find(({ name }) => name === indexName) ?? getTableKeys(table);

/**
 * Converts the form to a Query or Scan.
 *
 * @param startKey  `LastEvaluatedKey` of the previous page
 * @throws Error that says which field is missing or wrong
 */
export function toSearchCall(table: TableDescription, form: SearchForm, startKey?: object): AwsCall {
  const placeholders = createPlaceholders();
  const keyCondition = form.mode === 'query' ? toKeyCondition(table, form, placeholders) : undefined;
  const filter = toExpression(form.filters.filter(isFilled), placeholders);
  return {
    service: 'dynamodb',
    operation: form.mode === 'query' ? 'Query' : 'Scan',
    input: {
      TableName: table.TableName,
      ...(form.indexName !== '' && { IndexName: form.indexName }),
      ...(keyCondition !== undefined && { KeyConditionExpression: keyCondition }),
      ...(filter !== undefined && { FilterExpression: filter }),
      ...placeholders.maps(),
      ...(form.mode === 'query' && form.isDescending && { ScanIndexForward: false }),
      Limit: form.pageSize,
      ReturnConsumedCapacity: 'TOTAL',
      ...(startKey !== undefined && { ExclusiveStartKey: startKey }),
    },
  };
}

function toKeyCondition(table: TableDescription, form: SearchForm, placeholders: Placeholders): string {
  const { partition, sort } = getSearchedKeys(table, form.indexName);
  if (form.partitionValue === '') throw new Error(`Enter a value of ${partition.name}.`);
  const name = placeholders.name([partition.name]);
  const value = placeholders.value(toKeyValue(form.partitionValue, partition));
  const ofPartition = `${name} = ${value}`;
  if (sort === undefined || form.sort.value === '') return ofPartition;
  return `${ofPartition} AND ${toSortCondition(form.sort, sort, placeholders)}`;
}

/** A key is one attribute, even if its name contains dots. */
function toSortCondition(
  { operator, value, upper }: SearchForm['sort'],
  sort: KeyAttribute,
  placeholders: Placeholders,
): string {
  const name = placeholders.name([sort.name]);
  const put = (text: string) => placeholders.value(toKeyValue(text, sort));
  if (operator === 'begins_with') return `begins_with(${name}, ${put(value)})`;
  if (operator === 'between') return `${name} BETWEEN ${put(value)} AND ${put(upper)}`;
  return `${name} ${operator} ${put(value)}`;
}

const toKeyValue = (text: string, { name, type }: KeyAttribute) =>
  type === 'B' ? { B: { $bytes: text } } : toValue(text, type, name);
