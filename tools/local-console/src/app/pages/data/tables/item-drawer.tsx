import { Alert, Button, Drawer, Group, JsonInput, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callAws, ConsoleError } from '../../../api/request.ts';
import type { AwsCall } from '../../../aws/cli-command.ts';
import { ConfirmButton } from '../../../components/confirm-button.tsx';
import { CopyCli } from '../../../components/copy-cli.tsx';
import { JsonView } from '../../../components/json-view.tsx';
import { Failure } from '../../../components/query-state.tsx';
import { type Item, parseItem, toTypedJson } from './attribute-value.ts';
import { diffImages } from './image-diff.ts';
import { ImageDiff } from './image-diff.tsx';
import { toCreateCall, toDeleteCall, toKey, toUpdateCall } from './item-change.ts';
import { toKeyText } from './item-columns.ts';
import { fromPlainJson, toPlainJson } from './plain-json.ts';
import { sortAttributes } from './sort-attributes.ts';
import { getKeyNames, type TableDescription } from './table-view.ts';
import classes from './tables.module.css';

interface ItemDrawerProps {
  readonly table: TableDescription;
  readonly item: Item | 'new' | undefined;
  onClose(): void;
  /** Called with the stored item, or undefined after a deletion. */
  onChanged(item: Item | undefined): void;
}

type Format = 'plain' | 'typed';

/** An item as JSON, to read, edit and delete. */
export function ItemDrawer({ table, item, onClose, onChanged }: ItemDrawerProps) {
  const isNew = item === 'new';
  return (
    <Drawer
      opened={item !== undefined}
      onClose={onClose}
      position="right"
      size={680}
      title={isNew ? 'New item' : 'Item'}
    >
      {item !== undefined && (
        <ItemPanel
          key={isNew ? 'new' : toKeyText(item, getKeyNames(table))}
          table={table}
          item={isNew ? undefined : item}
          onChanged={onChanged}
        />
      )}
    </Drawer>
  );
}

interface ItemPanelProps {
  readonly table: TableDescription;
  readonly item: Item | undefined;
  onChanged(item: Item | undefined): void;
}

function ItemPanel({ table, item, onChanged }: ItemPanelProps) {
  const [format, setFormat] = useState<Format>('plain');
  const [draft, setDraft] = useState(item === undefined ? emptyDraft(table) : undefined);
  const place = { tableName: table.TableName, keyNames: getKeyNames(table) };
  const write = (shown: Item) => JSON.stringify(toJson(shown, format), undefined, 2);
  const readCall = item === undefined ? undefined : toReadCall(item, place);

  const changeFormat = (next: Format) => {
    if (draft !== undefined) {
      const parsed = tryParse(draft, format, item);
      if (parsed.item === undefined) return;
      setDraft(JSON.stringify(toJson(parsed.item, next), undefined, 2));
    }
    setFormat(next);
  };

  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label="Format"
          value={format}
          onChange={(value) => changeFormat(value as Format)}
          data={[
            { value: 'plain', label: 'JSON' },
            { value: 'typed', label: 'DynamoDB JSON' },
          ]}
        />
        {draft === undefined && item !== undefined && (
          <Group gap="xs">
            <CopyCli call={readCall} />
            <Button size="xs" variant="default" onClick={() => setDraft(write(item))}>
              Edit
            </Button>
            <ConfirmButton
              label="Delete"
              title="Delete the item?"
              confirmLabel="Delete the item"
              isDangerous
              onConfirm={async () => {
                await send(toDeleteCall(item, place));
                notifications.show({ message: 'The item was deleted.' });
                onChanged(undefined);
              }}
            >
              <Text size="sm">
                It is deleted only if it is still as it is shown here. Its stream records the deletion, so
                functions of the stream run.
              </Text>
            </ConfirmButton>
          </Group>
        )}
      </Group>
      {draft === undefined && item !== undefined ? (
        <JsonView value={toJson(item, format)} label="item" maxHeight="calc(100vh - 140px)" />
      ) : (
        <ItemEditor
          table={table}
          item={item}
          format={format}
          draft={draft ?? ''}
          onDraft={setDraft}
          onCancel={() => (item === undefined ? onChanged(undefined) : setDraft(undefined))}
          onSaved={(saved) => {
            setDraft(undefined);
            onChanged(saved);
          }}
        />
      )}
    </Stack>
  );
}

interface ItemEditorProps {
  readonly table: TableDescription;
  readonly item: Item | undefined;
  readonly format: Format;
  readonly draft: string;
  onDraft(draft: string): void;
  onCancel(): void;
  onSaved(item: Item): void;
}

function ItemEditor({ table, item, format, draft, onDraft, onCancel, onSaved }: ItemEditorProps) {
  const [isConfirming, setIsConfirming] = useState(false);
  const place = { tableName: table.TableName, keyNames: getKeyNames(table) };
  const plan = planChange(draft, format, item, place);
  const save = useMutation({
    mutationFn: async ({ call, edited }: { call: AwsCall; edited: Item }) => {
      const { Attributes } = await send<{ Attributes?: Item }>(call);
      return sortAttributes(Attributes ?? edited, place.keyNames);
    },
    onSuccess: (saved) => {
      notifications.show({ message: 'The item was saved.' });
      setIsConfirming(false);
      onSaved(saved);
    },
    onError: () => setIsConfirming(false),
  });
  const reload = useMutation({
    mutationFn: () => send<{ Item?: Item }>(toReadCall(item!, place)),
    onSuccess: ({ Item: current }) => {
      if (current !== undefined) onSaved(sortAttributes(current, place.keyNames));
    },
  });
  const isConflict =
    save.error instanceof ConsoleError && save.error.code === 'ConditionalCheckFailedException';

  return (
    <>
      <JsonInput
        aria-label="Item as JSON"
        className={classes['editor']!}
        autosize
        minRows={8}
        maxRows={30}
        value={draft}
        onChange={onDraft}
        error={plan.error}
      />
      {isConflict ? (
        <Alert
          color="orange"
          title={item === undefined ? 'The item exists' : 'The item was changed meanwhile'}
        >
          <Stack gap="xs" align="start">
            <Text size="sm">
              {item === undefined
                ? 'Another item has this key. Nothing was written. Choose another key.'
                : 'Something changed this item after you opened it. Nothing was written. Load the current item, then edit it again.'}
            </Text>
            {item !== undefined && (
              <Button size="xs" variant="default" loading={reload.isPending} onClick={() => reload.mutate()}>
                Load the current item
              </Button>
            )}
          </Stack>
        </Alert>
      ) : (
        save.error && <Failure error={save.error} />
      )}
      <Group justify="flex-end" gap="sm">
        <CopyCli call={plan.call} />
        <Button variant="default" size="xs" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="xs" disabled={plan.call === undefined} onClick={() => setIsConfirming(true)}>
          {item === undefined ? 'Create' : 'Save'}
        </Button>
      </Group>
      <Modal
        opened={isConfirming && plan.call !== undefined}
        onClose={() => setIsConfirming(false)}
        title={item === undefined ? 'Create the item?' : 'Save the changes?'}
        size="lg"
        centered
      >
        <Stack gap="md">
          <ImageDiff changes={diffImages(item, plan.edited)} />
          <Text size="sm" c="dimmed">
            Functions of the table's stream run as for any other change.
          </Text>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => setIsConfirming(false)}>
              Cancel
            </Button>
            <Button
              loading={save.isPending}
              onClick={() => save.mutate({ call: plan.call!, edited: plan.edited! })}
              data-autofocus
            >
              {item === undefined ? 'Create the item' : 'Save the changes'}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

const toJson = (item: Item, format: Format): unknown =>
  format === 'plain' ? toPlainJson(item) : toTypedJson(item);

const send = <Result,>({ service, operation, input }: AwsCall) => callAws<Result>(service, operation, input);

type Place = Parameters<typeof toDeleteCall>[1];

/** A strongly consistent read, so that the next edit does not conflict with itself. */
const toReadCall = (item: Item, { tableName, keyNames }: Place): AwsCall => ({
  service: 'dynamodb',
  operation: 'GetItem',
  input: { TableName: tableName, Key: toKey(item, keyNames), ConsistentRead: true },
});

function tryParse(draft: string, format: Format, original: Item | undefined) {
  try {
    const json: unknown = JSON.parse(draft);
    return { item: format === 'plain' ? fromPlainJson(json, original ?? {}) : parseItem(json) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

interface Plan {
  readonly edited?: Item;
  readonly call?: AwsCall | undefined;
  readonly error?: string;
}

function planChange(draft: string, format: Format, original: Item | undefined, place: Place): Plan {
  const parsed = tryParse(draft, format, original);
  if (parsed.item === undefined) return { error: parsed.error! };
  try {
    const edited = parsed.item;
    return {
      edited,
      call: original === undefined ? toCreateCall(edited, place) : toUpdateCall(original, edited, place),
    };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

const emptyDraft = (table: TableDescription): string =>
  JSON.stringify(Object.fromEntries(getKeyNames(table).map((name) => [name, ''])), undefined, 2);
