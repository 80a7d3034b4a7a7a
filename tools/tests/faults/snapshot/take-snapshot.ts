import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { InjectedFault } from '../../../local-cloud/src/faults/fault-log.ts';
import type {
  ExpectedNotification,
  NotificationFact,
  OrderFact,
  ShipmentFact,
  Snapshot,
} from '../../../simulation/src/invariants/index.ts';
import type { CloudUnderTest } from '../cloud.ts';
import { openChanges } from './change-reader.ts';
import { readCharges } from './provider-books.ts';
import { openEventTap } from './event-tap.ts';
import { openSentEmails } from './sent-emails.ts';
import { readTable, type StoredItem } from './tables.ts';

/** What the running cloud knows; the scenario adds its requests and accesses. */
export type CloudSnapshot = Omit<Snapshot, 'requests' | 'accesses'>;

/** Reads the tables, streams, topics and emails of a cloud, and the books of the payment provider. */
export interface SnapshotSource {
  /** @param faults  those since the last snapshot */
  take(faults: readonly InjectedFault[]): Promise<CloudSnapshot>;
}

const TABLES = {
  stock: 'inventory/StockTable',
  adjustments: 'inventory/AdjustmentsTable',
  reservations: 'inventory/ReservationsTable',
  sessions: 'checkout/SessionsTable',
  orders: 'orders/OrdersTable',
  payments: 'payments/PaymentsTable',
  fulfillments: 'fulfillment/FulfillmentOrdersTable',
  shipments: 'fulfillment/ShipmentsTable',
  emails: 'notifications/EmailsTable',
} as const;

/** Opens the source before the first scenario: events are collected from then on. */
export async function openSnapshotSource({ cloud, connection }: CloudUnderTest): Promise<SnapshotSource> {
  const tables = new DynamoDBClient(connection.clientConfig);
  const streams = new DynamoDBStreamsClient(connection.clientConfig);
  const tableName = (key: string) => cloud.deployed().get(key)!.ref;
  const changesOf = (table: string, kind: 'session' | 'order' | 'payment' | 'shipment') =>
    openChanges({ tables, streams }, { table: tableName(table), kind, idName: `${kind}Id` });
  const [sessions, orders, payments, shipments, tap] = await Promise.all([
    changesOf(TABLES.sessions, 'session'),
    changesOf(TABLES.orders, 'order'),
    openChanges(
      { tables, streams },
      { table: tableName(TABLES.payments), kind: 'payment', idName: 'orderId' },
    ),
    changesOf(TABLES.shipments, 'shipment'),
    openEventTap(connection),
  ]);

  const sentEmails = openSentEmails(join(connection.stateFolder, 'outbox'));

  async function readTables() {
    const read = Object.entries(TABLES).map(
      async ([name, key]) => [name, await readTable(tables, tableName(key))] as const,
    );
    return Object.fromEntries(await Promise.all(read)) as Record<keyof typeof TABLES, readonly StoredItem[]>;
  }

  return {
    async take(faults) {
      const items = await readTables();
      const changes = await Promise.all([sessions, orders, payments, shipments].map((each) => each.read()));
      return {
        stock: items.stock.map(({ stockId, available, holds = {} }) => ({
          productId: stockId.split('#')[0],
          available,
          holds,
        })),
        adjustments: items.adjustments as CloudSnapshot['adjustments'],
        reservations: items.reservations.map(({ orderId, status, lineItems = [] }) => ({
          orderId,
          status,
          lineItems: lineItems.map((line: StoredItem) => ({ ...line, holdId: `${orderId}.${line['hold']}` })),
        })) as CloudSnapshot['reservations'],
        sessions: items.sessions.map((session) => ({ attempts: [], ...session })) as never,
        orders: items.orders as unknown as readonly OrderFact[],
        payments: items.payments as never,
        charges: readCharges(connection.stateFolder),
        ...fulfillmentsOf(items),
        events: await tap.read(),
        ...notificationsOf(items.emails, items, sentEmails.read(faults)),
        changes: changes.flat(),
        unsettled: new Set(),
      };
    },
  };
}

/** An order without an item is open once it has a shipment. A placeholder of a shipment has no order. */
function fulfillmentsOf(items: Record<'fulfillments' | 'shipments', readonly StoredItem[]>) {
  const shipments = items.shipments.filter((item) => 'orderId' in item) as unknown as readonly ShipmentFact[];
  const stored = items.fulfillments as unknown as CloudSnapshot['fulfillments'];
  const known = new Set(stored.map(({ orderId }) => orderId));
  const open = [...new Set(shipments.map(({ orderId }) => orderId))].filter((orderId) => !known.has(orderId));
  return {
    shipments,
    fulfillments: [...stored, ...open.map((orderId) => ({ orderId, status: 'open' as const }))],
  };
}

interface Causes {
  readonly orders: readonly StoredItem[];
  readonly shipments: readonly StoredItem[];
}

/** The records of sent emails, the emails themselves, and those that orders and shipments must cause. */
function notificationsOf(
  emails: readonly StoredItem[],
  { orders, shipments }: Causes,
  sentEmails: readonly NotificationFact[],
): Pick<Snapshot, 'notifications' | 'expectedNotifications'> {
  const sent = emails.filter(({ status }) => status === 'sent');
  const recorded = sent.map((record): NotificationFact => ({
    ...toEmail(record['template'], record['about']),
    isRecorded: false,
  }));
  return {
    notifications: [...recorded, ...sentEmails],
    expectedNotifications: [
      ...orders.flatMap(({ orderId, placedAt, status }) => [
        ...(placedAt === undefined ? [] : [toEmail('order-placed', orderId)]),
        ...(status === 'canceled' ? [toEmail('order-canceled', orderId)] : []),
      ]),
      ...shipments.flatMap(({ orderId, status }) => [
        ...(['dispatched', 'delivered'].includes(status) ? [toEmail('dispatched', orderId)] : []),
        ...(status === 'delivered' ? [toEmail('delivered', orderId)] : []),
      ]),
    ],
  };
}

const toEmail = (name: string, orderId: string): ExpectedNotification => ({
  channel: 'email',
  name,
  change: orderId,
  recipient: 'customer',
});
