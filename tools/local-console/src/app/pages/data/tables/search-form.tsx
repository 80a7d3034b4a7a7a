import {
  ActionIcon,
  Button,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import type { AwsCall } from '../../../aws/cli-command.ts';
import { CopyCli } from '../../../components/copy-cli.tsx';
import {
  type Condition,
  keyOperators,
  needsNoValue,
  type Operator,
  operatorLabels,
  type ValueType,
} from './condition.ts';
import { emptyCondition, getSearchedKeys, type SearchForm as Form } from './search-request.ts';
import { getIndexes, type TableDescription } from './table-view.ts';
import classes from './tables.module.css';

interface SearchFormProps {
  readonly table: TableDescription;
  readonly form: Form;
  /** Names to suggest for filters. */
  readonly attributes: readonly string[];
  readonly call: AwsCall | undefined;
  readonly isRunning: boolean;
  onChange(form: Form): void;
  onRun(): void;
}

// The suggestions of all filters.
const ATTRIBUTE_NAMES = 'attribute-names';

/** The form of a scan or query. */
export function SearchForm({ table, form, attributes, call, isRunning, onChange, onRun }: SearchFormProps) {
  const set = (change: Partial<Form>) => onChange({ ...form, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRun();
  };
  const setFilter = (index: number, change: Partial<Condition>) =>
    set({ filters: form.filters.map((each, at) => (at === index ? { ...each, ...change } : each)) });
  return (
    <form onSubmit={submit} className={classes['form']!} aria-label="Search items">
      <Stack gap="xs">
        <Group gap="xs" align="end">
          <SegmentedControl
            size="xs"
            aria-label="Operation"
            value={form.mode}
            onChange={(mode) => set({ mode: mode as Form['mode'] })}
            data={[
              { value: 'scan', label: 'Scan' },
              { value: 'query', label: 'Query' },
            ]}
          />
          <Select
            size="xs"
            w={190}
            aria-label="Table or index"
            allowDeselect={false}
            value={form.indexName}
            onChange={(indexName) => set({ indexName: indexName ?? '' })}
            data={[
              { value: '', label: 'Table' },
              ...getIndexes(table).map(({ name }) => ({ value: name, label: `Index ${name}` })),
            ]}
          />
          {form.mode === 'query' && <KeyFields table={table} form={form} set={set} />}
        </Group>
        <datalist id={ATTRIBUTE_NAMES}>
          {attributes.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {form.filters.map((condition, index) => (
          <FilterRow
            key={index}
            condition={condition}
            onChange={(change) => setFilter(index, change)}
            onRemove={() => set({ filters: form.filters.filter((_, at) => at !== index) })}
          />
        ))}
        <Group gap="xs" justify="space-between">
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => set({ filters: [...form.filters, emptyCondition] })}
          >
            Add a filter
          </Button>
          <Group gap="xs">
            <CopyCli call={call} />
            <NumberInput
              size="xs"
              w={78}
              aria-label="Items per page"
              min={1}
              max={1000}
              clampBehavior="strict"
              value={form.pageSize}
              onChange={(value) => set({ pageSize: Number(value) || 1 })}
            />
            <Button
              type="submit"
              size="xs"
              loading={isRunning}
              leftSection={<IconSearch size={14} aria-hidden />}
            >
              {form.mode === 'query' ? 'Query' : 'Scan'}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

interface KeyFieldsProps {
  readonly table: TableDescription;
  readonly form: Form;
  set(change: Partial<Form>): void;
}

function KeyFields({ table, form, set }: KeyFieldsProps) {
  const { partition, sort } = getSearchedKeys(table, form.indexName);
  const setSort = (change: Partial<Form['sort']>) => set({ sort: { ...form.sort, ...change } });
  return (
    <>
      <TextInput
        size="xs"
        flex={1}
        miw={160}
        label={`${partition.name} =`}
        value={form.partitionValue}
        onChange={(event) => set({ partitionValue: event.currentTarget.value })}
      />
      {sort && (
        <>
          <Select
            size="xs"
            w={116}
            label={sort.name}
            allowDeselect={false}
            value={form.sort.operator}
            onChange={(operator) => setSort({ operator: (operator ?? '=') as Operator })}
            data={keyOperators.map((value) => ({ value, label: operatorLabels[value] }))}
          />
          <TextInput
            size="xs"
            flex={1}
            miw={110}
            aria-label={`Value of ${sort.name}`}
            placeholder="any"
            value={form.sort.value}
            onChange={(event) => setSort({ value: event.currentTarget.value })}
          />
          {form.sort.operator === 'between' && (
            <TextInput
              size="xs"
              flex={1}
              miw={110}
              aria-label={`Upper value of ${sort.name}`}
              value={form.sort.upper}
              onChange={(event) => setSort({ upper: event.currentTarget.value })}
            />
          )}
          <Switch
            size="xs"
            label="Newest first"
            checked={form.isDescending}
            onChange={(event) => set({ isDescending: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  );
}

interface FilterRowProps {
  readonly condition: Condition;
  onChange(change: Partial<Condition>): void;
  onRemove(): void;
}

function FilterRow({ condition, onChange, onRemove }: FilterRowProps) {
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        size="xs"
        w={190}
        aria-label="Attribute"
        placeholder="totals.total"
        list={ATTRIBUTE_NAMES}
        value={condition.attribute}
        onChange={(event) => onChange({ attribute: event.currentTarget.value })}
      />
      <Select
        size="xs"
        w={150}
        aria-label="Comparison"
        allowDeselect={false}
        value={condition.operator}
        onChange={(operator) => onChange({ operator: (operator ?? '=') as Operator })}
        data={Object.entries(operatorLabels).map(([value, label]) => ({ value, label }))}
      />
      {!needsNoValue(condition.operator) && (
        <>
          <Select
            size="xs"
            w={96}
            aria-label="Type of the value"
            allowDeselect={false}
            value={condition.type}
            onChange={(type) => onChange({ type: (type ?? 'S') as ValueType })}
            data={[
              { value: 'S', label: 'text' },
              { value: 'N', label: 'number' },
              { value: 'BOOL', label: 'boolean' },
            ]}
          />
          <TextInput
            size="xs"
            flex={1}
            aria-label="Value"
            placeholder={condition.operator === 'in' ? 'a, b, c' : 'value'}
            value={condition.value}
            onChange={(event) => onChange({ value: event.currentTarget.value })}
          />
          {condition.operator === 'between' && (
            <TextInput
              size="xs"
              flex={1}
              aria-label="Upper value"
              value={condition.upper}
              onChange={(event) => onChange({ upper: event.currentTarget.value })}
            />
          )}
        </>
      )}
      <ActionIcon variant="subtle" color="gray" aria-label="Remove the filter" onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </Group>
  );
}
