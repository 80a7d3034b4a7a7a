/** What a metric counts: things that happened, milliseconds that it took, or minor units of a currency. */
type Kind = 'count' | 'milliseconds' | 'money';

interface BusinessMetric {
  /** Who writes it: the dimension `service`. */
  readonly service: string;
  readonly kind: Kind;
  readonly description: string;
}

/**
 * What the business is measured by, under these names in the namespace `tradewind/{stage}` with the dimension
 * `service`; money with the dimension `currency` besides. Alarms and dashboards go by the names, so one is renamed as
 * an event is: the new one beside the old one first. Code imports the names as types only, so no bundle carries this.
 */
export const businessMetrics = {
  CustomerRegistered: {
    service: 'identity',
    kind: 'count',
    description: 'Somebody signed up and confirmed the e-mail address.',
  },
  ImageAccepted: {
    service: 'catalog',
    kind: 'count',
    description: 'A picture of a product is ready to be shown.',
  },
  ImageRefused: { service: 'catalog', kind: 'count', description: 'An upload was no picture that we show.' },
  StockReserved: { service: 'inventory', kind: 'count', description: 'The stock of an order was set aside.' },
  StockInsufficient: {
    service: 'inventory',
    kind: 'count',
    description: 'An order wanted more than is left.',
  },
  StockFindings: {
    service: 'inventory',
    kind: 'count',
    description: 'Products whose stock does not follow from its movements.',
  },
  CheckoutOpened: { service: 'checkout', kind: 'count', description: 'A buyer has a session with a basket.' },
  CheckoutPriceChanged: {
    service: 'checkout',
    kind: 'count',
    description: 'A buyer has to agree again, for the price changed meanwhile.',
  },
  CheckoutSubmitted: { service: 'checkout', kind: 'count', description: 'A buyer agreed to buy.' },
  CheckoutCompleted: { service: 'checkout', kind: 'count', description: 'A purchase ended well.' },
  CheckoutFailed: { service: 'checkout', kind: 'count', description: 'A purchase was undone.' },
  CheckoutExpired: { service: 'checkout', kind: 'count', description: 'A basket was left behind.' },
  PurchaseDuration: {
    service: 'checkout',
    kind: 'milliseconds',
    description: 'From submission to the end of a purchase, good or bad.',
  },
  OrderPlaced: { service: 'orders', kind: 'count', description: 'An order stands.' },
  OrderValue: { service: 'orders', kind: 'money', description: 'What the orders that stand come to.' },
  OrderRejected: { service: 'orders', kind: 'count', description: 'An order did not come about.' },
  CancellationRequested: {
    service: 'orders',
    kind: 'count',
    description: 'Somebody asked to cancel an order.',
  },
  CancellationRefused: { service: 'orders', kind: 'count', description: 'The warehouse was quicker.' },
  OrderCanceled: {
    service: 'orders',
    kind: 'count',
    description: 'An order was canceled, money and stock went back.',
  },
  CancellationDuration: {
    service: 'orders',
    kind: 'milliseconds',
    description: 'From the wish to cancel until money and stock went back.',
  },
  PaymentAuthorized: {
    service: 'payments',
    kind: 'count',
    description: 'The provider holds the money of an order.',
  },
  PaymentDeclined: { service: 'payments', kind: 'count', description: 'The provider refused a card.' },
  PaymentCaptured: { service: 'payments', kind: 'count', description: 'Money was taken.' },
  PaymentCapturedValue: { service: 'payments', kind: 'money', description: 'The money that was taken.' },
  PaymentRefunded: {
    service: 'payments',
    kind: 'count',
    description: 'The money of a canceled order was given back.',
  },
  PaymentRefundedValue: { service: 'payments', kind: 'money', description: 'The money that was given back.' },
  ProviderDuration: {
    service: 'payments',
    kind: 'milliseconds',
    description: 'How long the payment provider took for one answer, also where it gave none.',
  },
  ProviderFailed: { service: 'payments', kind: 'count', description: 'The payment provider gave no answer.' },
  ShipmentPicked: {
    service: 'fulfillment',
    kind: 'count',
    description: 'The warehouse has the pieces of a shipment.',
  },
  ShipmentDispatched: { service: 'fulfillment', kind: 'count', description: 'A carrier took a shipment.' },
  ShipmentDelivered: { service: 'fulfillment', kind: 'count', description: 'A shipment arrived.' },
  ShipmentCanceled: {
    service: 'fulfillment',
    kind: 'count',
    description: 'The warehouse gave a shipment up.',
  },
  DispatchDuration: {
    service: 'fulfillment',
    kind: 'milliseconds',
    description: 'From when a shipment could be picked until a carrier took it.',
  },
  EmailSent: { service: 'notifications', kind: 'count', description: 'SES took an e-mail.' },
  EmailRejected: { service: 'notifications', kind: 'count', description: 'SES refuses an e-mail for good.' },
  EmailTooLate: {
    service: 'notifications',
    kind: 'count',
    description: 'An event was too old to write about.',
  },
  WebhookDelivered: { service: 'notifications', kind: 'count', description: 'A customer took a webhook.' },
  WebhookFailed: {
    service: 'notifications',
    kind: 'count',
    description: 'A webhook was given up after all its tries.',
  },
  WebhookDuration: {
    service: 'notifications',
    kind: 'milliseconds',
    description: 'How long an endpoint took to answer.',
  },
  EndpointDisabled: { service: 'notifications', kind: 'count', description: 'An endpoint was given up.' },
  ImportedRows: { service: 'reporting', kind: 'count', description: 'Rows of imports that were applied.' },
  ImportRowsRejected: {
    service: 'reporting',
    kind: 'count',
    description: 'Rows of imports that were refused.',
  },
  ExportedOrders: {
    service: 'reporting',
    kind: 'count',
    description: 'Orders that were written to exports.',
  },
  JobSucceeded: {
    service: 'reporting',
    kind: 'count',
    description: 'An import, export or reconciliation ended well.',
  },
  JobFailed: {
    service: 'reporting',
    kind: 'count',
    description: 'An import, export or reconciliation was given up.',
  },
  ReconciliationFindings: {
    service: 'reporting',
    kind: 'count',
    description: 'Orders, reservations and stock that do not add up, of one reconciliation.',
  },
} as const satisfies Record<string, BusinessMetric>;

type Catalog = typeof businessMetrics;
type NameOf<K extends Kind> = {
  [Name in keyof Catalog]: Catalog[Name]['kind'] extends K ? Name : never;
}[keyof Catalog];

export type CountName = NameOf<'count'>;
export type DurationName = NameOf<'milliseconds'>;
export type MoneyName = NameOf<'money'>;
