// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

export interface components {
  schemas: {
    readonly Category: {
      /** @example cat_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly categoryId: string;
      /** Format: line */
      readonly name: string;
      /** Format: text */
      readonly description: string;
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: date-time */
      readonly updatedAt: string;
      readonly version: number;
    };
    readonly CategoryInput: {
      /** Format: line */
      readonly name: string;
      /** Format: text */
      readonly description: string;
    };
    readonly CategoryPage: {
      readonly items: readonly components['schemas']['Category'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly ImageRejectionReason:
      | 'image.too-large'
      | 'image.not-an-image'
      | 'image.type-mismatch'
      | 'image.too-many-pixels'
      | 'image.unreadable'
      | 'product.not-found'
      | 'product.too-many-images';
    readonly ImageType: 'image/jpeg' | 'image/png' | 'image/webp';
    readonly ImageUpload: {
      /** @example prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly productId: string;
      /** @example img_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly imageId: string;
      readonly contentType: components['schemas']['ImageType'];
      readonly status: 'pending' | 'listed' | 'rejected';
      readonly reason?: components['schemas']['ImageRejectionReason'];
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: date-time */
      readonly updatedAt: string;
    };
    readonly ImageUploadForm: {
      /** @example img_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly imageId: string;
      readonly url: string;
      readonly fields: {
        readonly [key: string]: string;
      };
      readonly maxBytes: number;
      /** Format: date-time */
      readonly expiresAt: string;
    };
    readonly ImageVariant: {
      readonly format: 'avif' | 'webp';
      readonly size: number;
      readonly width: number;
      readonly height: number;
    };
    readonly Money: {
      readonly amount: number;
      /** Format: currency */
      readonly currency: string;
    };
    readonly NewImageUpload: {
      readonly contentType: components['schemas']['ImageType'];
    };
    readonly NewProduct: {
      /** Format: line */
      readonly title: string;
      /** Format: text */
      readonly description: string;
      /** @example cat_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly categoryId: string;
      readonly price: components['schemas']['Money'];
      readonly attributes?: {
        readonly [key: string]: string;
      };
    };
    /** @description Problem details (RFC 9457). Branch on `code`, which is stable; show `detail` to people. */
    readonly Problem: {
      /** Format: uri-reference */
      readonly type: string;
      /** @description The reason phrase of the status. */
      readonly title: string;
      readonly status: number;
      /** @description A stable error code, such as `request.invalid-body`. */
      readonly code: string;
      /** @description What is wrong, then what to do. */
      readonly detail?: string;
      /** @description The fields that violate the schema of the request: at most 20. */
      readonly errors?: readonly {
        /** @description A JSON pointer: `/body/quantity`. */
        readonly field: string;
        readonly message: string;
      }[];
      /** @description Quote it when you report a problem. */
      readonly requestId?: string;
    };
    readonly Product: {
      /** @example prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly productId: string;
      /** Format: line */
      readonly sku?: string;
      /** Format: line */
      readonly title: string;
      /** Format: text */
      readonly description: string;
      /** @example cat_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly categoryId: string;
      readonly price: components['schemas']['Money'];
      readonly status: 'active' | 'archived';
      readonly attributes: {
        readonly [key: string]: string;
      };
      readonly images: readonly components['schemas']['ProductImage'][];
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: date-time */
      readonly updatedAt: string;
      readonly version: number;
    };
    readonly ProductChange: {
      /** Format: line */
      readonly title?: string;
      /** Format: text */
      readonly description?: string;
      /** @example cat_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly categoryId?: string;
      readonly price?: components['schemas']['Money'];
      readonly status?: 'active' | 'archived';
      readonly attributes?: {
        readonly [key: string]: string | null;
      };
    };
    readonly ProductImage: {
      /** @example img_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly imageId: string;
      /** Format: uri */
      readonly url: string;
      /** @constant */
      readonly contentType: 'image/webp';
      readonly variants: readonly (components['schemas']['ImageVariant'] & {
        /** Format: uri */
        readonly url: string;
      })[];
    };
    readonly ProductPage: {
      readonly items: readonly components['schemas']['Product'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly Address: {
      /** Format: line */
      readonly name: string;
      /** Format: line */
      readonly line1: string;
      /** Format: line */
      readonly line2?: string;
      /** Format: line */
      readonly city: string;
      /** Format: line */
      readonly region?: string;
      /** Format: line */
      readonly postalCode?: string;
      /** Format: country */
      readonly country: string;
    };
    readonly Completion: {
      readonly payment?: {
        readonly token: string;
      };
    };
    readonly CompletionAttempt: {
      /** @example chk_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly sessionId: string;
      /** @enum {unknown} */
      readonly status: 'completing' | 'completed' | 'open';
      /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly orderId: string;
      readonly failure?: components['schemas']['Failure'];
    };
    readonly CreatedSession: {
      /** @example chk_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly sessionId: string;
      /** @enum {unknown} */
      readonly status: 'open' | 'completing' | 'completed' | 'canceled' | 'expired';
      readonly lineItems: readonly components['schemas']['SoldLineItem'][];
      readonly totals: components['schemas']['Totals'];
      /** Format: currency */
      readonly currency: string;
      /** @example 7d3f8a52-90c1-4e7b-8f6d-2b1c5a9e4d30 */
      readonly customerId?: string;
      /** Format: email */
      readonly email?: string;
      readonly shippingAddress?: components['schemas']['Address'];
      readonly shippingOption?: components['schemas']['ShippingOptionId'];
      readonly shippingOptions: readonly components['schemas']['OfferedShipping'][];
      readonly discountCodes: readonly components['schemas']['DiscountCode'][];
      readonly problems: readonly {
        /** @enum {unknown} */
        readonly code:
          | 'checkout.unknown-product'
          | 'checkout.currency-mismatch'
          | 'checkout.insufficient-stock'
          | 'checkout.discount-not-applicable'
          | 'checkout.shipping-option-unavailable'
          | 'checkout.region-unknown'
          | 'checkout.tax-rate-missing'
          | 'checkout.total-too-large';
        readonly field: string;
        readonly message: string;
      }[];
      /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly orderId?: string;
      readonly failure?: components['schemas']['Failure'];
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: date-time */
      readonly expiresAt: string;
      readonly sessionToken?: string;
    };
    readonly Discount: {
      readonly reduction:
        | {
            readonly basisPoints: number;
          }
        | components['schemas']['Money'];
      /** Format: date-time */
      readonly validFrom?: string;
      /** Format: date-time */
      readonly validUntil?: string;
      readonly maxRedemptions?: number;
      readonly oncePerCustomer?: boolean;
      readonly minimumSubtotal?: components['schemas']['Money'];
      readonly code: components['schemas']['DiscountCode'];
      readonly redemptions: number;
    };
    readonly DiscountCode: string;
    readonly DiscountPage: {
      readonly items: readonly components['schemas']['Discount'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly DiscountTerms: {
      readonly reduction:
        | {
            readonly basisPoints: number;
          }
        | components['schemas']['Money'];
      /** Format: date-time */
      readonly validFrom?: string;
      /** Format: date-time */
      readonly validUntil?: string;
      readonly maxRedemptions?: number;
      readonly oncePerCustomer?: boolean;
      readonly minimumSubtotal?: components['schemas']['Money'];
    };
    readonly Failure: {
      readonly code: string;
      /** Format: text */
      readonly detail?: string;
    };
    readonly NewDiscount: {
      readonly reduction:
        | {
            readonly basisPoints: number;
          }
        | components['schemas']['Money'];
      /** Format: date-time */
      readonly validFrom?: string;
      /** Format: date-time */
      readonly validUntil?: string;
      readonly maxRedemptions?: number;
      readonly oncePerCustomer?: boolean;
      readonly minimumSubtotal?: components['schemas']['Money'];
      readonly code: components['schemas']['DiscountCode'];
    };
    readonly NewSession: {
      readonly lineItems: readonly {
        /** @example prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly productId: string;
        readonly quantity: number;
      }[];
      /** Format: email */
      readonly email?: string;
      readonly shippingAddress?: components['schemas']['Address'];
      readonly shippingOption?: components['schemas']['ShippingOptionId'];
      readonly discountCodes?: readonly components['schemas']['DiscountCode'][];
    };
    readonly OfferedShipping: {
      readonly optionId: components['schemas']['ShippingOptionId'];
      readonly title: string;
      readonly price: number;
    };
    readonly Session: {
      /** @example chk_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly sessionId: string;
      /** @enum {unknown} */
      readonly status: 'open' | 'completing' | 'completed' | 'canceled' | 'expired';
      readonly lineItems: readonly components['schemas']['SoldLineItem'][];
      readonly totals: components['schemas']['Totals'];
      /** Format: currency */
      readonly currency: string;
      /** @example 7d3f8a52-90c1-4e7b-8f6d-2b1c5a9e4d30 */
      readonly customerId?: string;
      /** Format: email */
      readonly email?: string;
      readonly shippingAddress?: components['schemas']['Address'];
      readonly shippingOption?: components['schemas']['ShippingOptionId'];
      readonly shippingOptions: readonly components['schemas']['OfferedShipping'][];
      readonly discountCodes: readonly components['schemas']['DiscountCode'][];
      readonly problems: readonly {
        /** @enum {unknown} */
        readonly code:
          | 'checkout.unknown-product'
          | 'checkout.currency-mismatch'
          | 'checkout.insufficient-stock'
          | 'checkout.discount-not-applicable'
          | 'checkout.shipping-option-unavailable'
          | 'checkout.region-unknown'
          | 'checkout.tax-rate-missing'
          | 'checkout.total-too-large';
        readonly field: string;
        readonly message: string;
      }[];
      /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly orderId?: string;
      readonly failure?: components['schemas']['Failure'];
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: date-time */
      readonly expiresAt: string;
    };
    readonly SessionChanges: {
      readonly lineItems?: readonly {
        /** @example prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly productId: string;
        readonly quantity: number;
      }[];
      readonly email?: string | null;
      readonly shippingAddress?: components['schemas']['Address'] | null;
      readonly shippingOption?: components['schemas']['ShippingOptionId'] | null;
      readonly discountCodes?: readonly components['schemas']['DiscountCode'][] | null;
    };
    readonly ShippingOption: {
      /** Format: line */
      readonly title: string;
      readonly prices: readonly components['schemas']['ShippingPrice'][];
      readonly countries?: readonly string[];
      readonly isOffered: boolean;
      readonly optionId: components['schemas']['ShippingOptionId'];
    };
    readonly ShippingOptionDetails: {
      /** Format: line */
      readonly title: string;
      readonly prices: readonly components['schemas']['ShippingPrice'][];
      readonly countries?: readonly string[];
      readonly isOffered: boolean;
    };
    /** @example standard */
    readonly ShippingOptionId: string;
    readonly ShippingOptionPage: {
      readonly items: readonly components['schemas']['ShippingOption'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly ShippingPrice: {
      /** Format: currency */
      readonly currency: string;
      readonly amount: number;
      readonly freeFrom?: number;
    };
    readonly SoldLineItem: {
      /** @example prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly productId: string;
      readonly quantity: number;
      /** Format: line */
      readonly title: string;
      readonly unitPrice: number;
      readonly total: number;
    };
    readonly TaxRate: {
      /** Format: line */
      readonly title: string;
      readonly basisPoints: number;
      readonly regions?: readonly string[];
      readonly region: components['schemas']['TaxRegion'];
    };
    readonly TaxRateDetails: {
      /** Format: line */
      readonly title: string;
      readonly basisPoints: number;
      readonly regions?: readonly string[];
    };
    readonly TaxRatePage: {
      readonly items: readonly components['schemas']['TaxRate'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly TaxRegion: string;
    readonly Totals: {
      readonly subtotal: number;
      readonly discount: number;
      readonly shipping: number;
      readonly tax: number;
      readonly total: number;
    };
    readonly ProductQuantity: {
      /** @example prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly productId: string;
      readonly quantity: number;
    };
    readonly Shipment: {
      /** @example shp_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly shipmentId: string;
      /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly orderId: string;
      /** @enum {unknown} */
      readonly status: 'pending' | 'picked' | 'dispatched' | 'delivered' | 'canceled';
      /** @example 7d3f8a52-90c1-4e7b-8f6d-2b1c5a9e4d30 */
      readonly customerId?: string;
      readonly email: string;
      readonly shippingAddress: components['schemas']['Address'];
      readonly shippingOption: string;
      readonly lineItems: readonly components['schemas']['ShipmentLineItem'][];
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: date-time */
      readonly pickedAt?: string;
      readonly carrier?: string;
      readonly trackingNumber?: string;
      /** Format: date-time */
      readonly dispatchedAt?: string;
      /** Format: date-time */
      readonly deliveredAt?: string;
      /** Format: date-time */
      readonly canceledAt?: string;
      readonly cancelReason?: string;
      readonly hold?: {
        /** @enum {unknown} */
        readonly reason: 'payment-refunded';
        /** Format: date-time */
        readonly since: string;
      };
    };
    readonly ShipmentCancellation: {
      /** Format: line */
      readonly reason: string;
    };
    readonly ShipmentDispatch: {
      /** Format: line */
      readonly carrier: string;
      /** Format: line */
      readonly trackingNumber: string;
      readonly lineItems?: readonly components['schemas']['ProductQuantity'][];
    };
    readonly ShipmentLineItem: {
      /** @example prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly productId: string;
      readonly quantity: number;
      readonly title: string;
    };
    readonly ShipmentPage: {
      readonly items: readonly components['schemas']['Shipment'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly ShipmentPick: {
      readonly lineItems?: readonly components['schemas']['ProductQuantity'][];
    };
    readonly TransitionedShipment: {
      /** @example shp_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly shipmentId: string;
      /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly orderId: string;
      /** @enum {unknown} */
      readonly status: 'pending' | 'picked' | 'dispatched' | 'delivered' | 'canceled';
      /** @example 7d3f8a52-90c1-4e7b-8f6d-2b1c5a9e4d30 */
      readonly customerId?: string;
      readonly email: string;
      readonly shippingAddress: components['schemas']['Address'];
      readonly shippingOption: string;
      readonly lineItems: readonly components['schemas']['ShipmentLineItem'][];
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: date-time */
      readonly pickedAt?: string;
      readonly carrier?: string;
      readonly trackingNumber?: string;
      /** Format: date-time */
      readonly dispatchedAt?: string;
      /** Format: date-time */
      readonly deliveredAt?: string;
      /** Format: date-time */
      readonly canceledAt?: string;
      readonly cancelReason?: string;
      readonly hold?: {
        /** @enum {unknown} */
        readonly reason: 'payment-refunded';
        /** Format: date-time */
        readonly since: string;
      };
      /** @example shp_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly followUpShipmentId?: string;
    };
    readonly AddressInput: {
      /** Format: line */
      readonly name: string;
      /** Format: line */
      readonly line1: string;
      /** Format: line */
      readonly line2?: string;
      /** Format: line */
      readonly city: string;
      /** Format: line */
      readonly region?: string;
      /** Format: line */
      readonly postalCode?: string;
      /** Format: country */
      readonly country: string;
      readonly isDefault?: boolean;
    };
    readonly Profile: {
      /** @example 7d3f8a52-90c1-4e7b-8f6d-2b1c5a9e4d30 */
      readonly customerId: string;
      /** Format: email */
      readonly email: string;
      /** Format: line */
      readonly name?: string;
      readonly phone?: string;
      readonly acceptsMarketing: boolean;
      /** Format: date-time */
      readonly registeredAt: string;
    };
    readonly ProfileChange: {
      readonly name?: string | null;
      readonly phone?: string | null;
      readonly acceptsMarketing?: boolean;
    };
    readonly SavedAddress: {
      /** Format: line */
      readonly name: string;
      /** Format: line */
      readonly line1: string;
      /** Format: line */
      readonly line2?: string;
      /** Format: line */
      readonly city: string;
      /** Format: line */
      readonly region?: string;
      /** Format: line */
      readonly postalCode?: string;
      /** Format: country */
      readonly country: string;
      /** @example adr_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly addressId: string;
      readonly isDefault: boolean;
      readonly version: number;
    };
    readonly SavedAddressPage: {
      readonly items: readonly components['schemas']['SavedAddress'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly NewStockAdjustment: {
      readonly quantity: number;
      /** @enum {unknown} */
      readonly reason: 'delivery' | 'return' | 'count' | 'damage' | 'loss';
    };
    readonly StockAdjustment: {
      /** @example adj_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly adjustmentId: string;
      /** @example prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly productId: string;
      readonly quantity: number;
      readonly reason: string;
      /** Format: date-time */
      readonly adjustedAt: string;
    };
    readonly StockAdjustmentPage: {
      readonly items: readonly components['schemas']['StockAdjustment'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly StockLevel: {
      /** @example prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly productId: string;
      readonly available: number;
    };
    readonly EndpointHealth: {
      readonly circuit: 'closed' | 'open' | 'disabled';
      readonly consecutiveFailures: number;
      /** Format: date-time */
      readonly failingSince?: string;
      /** Format: date-time */
      readonly probeAt?: string;
      /** Format: date-time */
      readonly disabledAt?: string;
      readonly disabledReason?: 'gone' | 'failing';
    };
    readonly EndpointTestWebhook: {
      /** @constant */
      readonly type: 'endpoint.test';
      /** @constant */
      readonly version: 1;
      /** Format: date-time */
      readonly timestamp: string;
      readonly data: {
        /** @example whe_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly endpointId: string;
      };
    };
    readonly NewWebhookEndpoint: {
      /** @example whe_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly endpointId: string;
      /** Format: line */
      readonly url: string;
      readonly eventTypes: readonly components['schemas']['WebhookEventType'][];
      /** Format: text */
      readonly description?: string;
      /** Format: date-time */
      readonly createdAt: string;
      readonly health: components['schemas']['EndpointHealth'];
      readonly secret: components['schemas']['NewWebhookSecret'];
    };
    readonly NewWebhookSecret: {
      /** @example whs_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly secretId: string;
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: date-time */
      readonly expiresAt?: string;
      readonly secret: string;
    };
    readonly OrderCanceledWebhook: {
      /** @constant */
      readonly type: 'order.canceled';
      /** @constant */
      readonly version: 1;
      /** Format: date-time */
      readonly timestamp: string;
      readonly data: {
        /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly orderId: string;
        /** Format: line */
        readonly reason: string;
        /** Format: date-time */
        readonly canceledAt: string;
      };
    };
    readonly OrderPlacedWebhook: {
      /** @constant */
      readonly type: 'order.placed';
      /** @constant */
      readonly version: 1;
      /** Format: date-time */
      readonly timestamp: string;
      readonly data: {
        /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly orderId: string;
        readonly lineItems: readonly components['schemas']['SoldLineItem'][];
        readonly totals: components['schemas']['Totals'];
        /** Format: currency */
        readonly currency: string;
        /** Format: date-time */
        readonly placedAt: string;
      };
    };
    readonly PaymentFailedWebhook: {
      /** @constant */
      readonly type: 'payment.failed';
      /** @constant */
      readonly version: 1;
      /** Format: date-time */
      readonly timestamp: string;
      readonly data: {
        /** @example pay_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly paymentId: string;
        /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly orderId: string;
        readonly amount: components['schemas']['Money'];
        readonly code: string;
      };
    };
    readonly PaymentRefundedWebhook: {
      /** @constant */
      readonly type: 'payment.refunded';
      /** @constant */
      readonly version: 1;
      /** Format: date-time */
      readonly timestamp: string;
      readonly data: {
        /** @example pay_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly paymentId: string;
        /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly orderId: string;
        readonly amount: components['schemas']['Money'];
        readonly refundedTotal: components['schemas']['Money'];
      };
    };
    readonly ShipmentDeliveredWebhook: {
      /** @constant */
      readonly type: 'shipment.delivered';
      /** @constant */
      readonly version: 1;
      /** Format: date-time */
      readonly timestamp: string;
      readonly data: {
        /** @example shp_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly shipmentId: string;
        /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly orderId: string;
        readonly lineItems: readonly components['schemas']['ProductQuantity'][];
        /** Format: line */
        readonly carrier: string;
        /** Format: line */
        readonly trackingNumber: string;
        /** Format: date-time */
        readonly dispatchedAt: string;
        /** Format: date-time */
        readonly deliveredAt: string;
      };
    };
    readonly ShipmentDispatchedWebhook: {
      /** @constant */
      readonly type: 'shipment.dispatched';
      /** @constant */
      readonly version: 1;
      /** Format: date-time */
      readonly timestamp: string;
      readonly data: {
        /** @example shp_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly shipmentId: string;
        /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
        readonly orderId: string;
        readonly lineItems: readonly components['schemas']['ProductQuantity'][];
        /** Format: line */
        readonly carrier: string;
        /** Format: line */
        readonly trackingNumber: string;
        /** Format: date-time */
        readonly dispatchedAt: string;
      };
    };
    readonly WebhookAttempt: {
      /** Format: date-time */
      readonly at: string;
      readonly durationMilliseconds: number;
      readonly statusCode?: number;
      readonly error?: string;
      readonly answer?: string;
    };
    readonly WebhookDelivery: {
      /** @example dlv_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly deliveryId: string;
      /** @example whe_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly endpointId: string;
      readonly type: components['schemas']['WebhookEventType'] | 'endpoint.test';
      readonly status: 'pending' | 'waiting' | 'delivered' | 'failed';
      /** Format: date-time */
      readonly createdAt: string;
      readonly attemptCount: number;
      /** Format: date-time */
      readonly nextAttemptAt?: string;
      readonly payload: string;
      readonly attempts: readonly components['schemas']['WebhookAttempt'][];
    };
    readonly WebhookDeliverySummary: {
      /** @example dlv_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly deliveryId: string;
      /** @example whe_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly endpointId: string;
      readonly type: components['schemas']['WebhookEventType'] | 'endpoint.test';
      readonly status: 'pending' | 'waiting' | 'delivered' | 'failed';
      /** Format: date-time */
      readonly createdAt: string;
      readonly attemptCount: number;
      /** Format: date-time */
      readonly nextAttemptAt?: string;
    };
    readonly WebhookDeliverySummaryPage: {
      readonly items: readonly components['schemas']['WebhookDeliverySummary'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly WebhookEndpoint: {
      /** @example whe_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly endpointId: string;
      /** Format: line */
      readonly url: string;
      readonly eventTypes: readonly components['schemas']['WebhookEventType'][];
      /** Format: text */
      readonly description?: string;
      /** Format: date-time */
      readonly createdAt: string;
      readonly health: components['schemas']['EndpointHealth'];
    };
    readonly WebhookEndpointInput: {
      /** Format: line */
      readonly url: string;
      readonly eventTypes: readonly components['schemas']['WebhookEventType'][];
      /** Format: text */
      readonly description?: string;
    };
    readonly WebhookEndpointPage: {
      readonly items: readonly components['schemas']['WebhookEndpoint'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly WebhookEndpointPatch: {
      /** Format: line */
      readonly url?: string;
      readonly eventTypes?: readonly components['schemas']['WebhookEventType'][];
      readonly description?: string | null;
    };
    readonly WebhookEventType:
      | 'order.placed'
      | 'order.canceled'
      | 'shipment.dispatched'
      | 'shipment.delivered'
      | 'payment.failed'
      | 'payment.refunded';
    readonly WebhookSecret: {
      /** @example whs_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly secretId: string;
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: date-time */
      readonly expiresAt?: string;
    };
    readonly WebhookSecretPage: {
      readonly items: readonly components['schemas']['WebhookSecret'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly Order: {
      /** @example ord_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly orderId: string;
      /** @enum {unknown} */
      readonly status: 'placed' | 'shipped' | 'delivered' | 'canceled';
      /** @example 7d3f8a52-90c1-4e7b-8f6d-2b1c5a9e4d30 */
      readonly customerId?: string;
      readonly email: string;
      readonly shippingAddress: components['schemas']['Address'];
      readonly shippingOption: string;
      readonly lineItems: readonly components['schemas']['SoldLineItem'][];
      readonly totals: components['schemas']['Totals'];
      /** Format: currency */
      readonly currency: string;
      readonly payment: {
        /** @enum {unknown} */
        readonly status: 'captured' | 'partially-refunded' | 'refunded' | 'not-required';
        readonly amount: number;
        readonly refunded: number;
      };
      readonly shipments: readonly components['schemas']['OrderShipment'][];
      /** Format: date-time */
      readonly placedAt: string;
      readonly cancellation?: {
        readonly reason: string;
        /** Format: date-time */
        readonly requestedAt: string;
        /** Format: date-time */
        readonly canceledAt?: string;
        /** Format: date-time */
        readonly rejectedAt?: string;
        readonly rejectionCode?: string;
      };
    };
    readonly OrderCancellation: {
      /** Format: line */
      readonly reason?: string;
    };
    readonly OrderPage: {
      readonly items: readonly components['schemas']['Order'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly OrderShipment: {
      /** @example shp_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly shipmentId: string;
      readonly carrier: string;
      readonly trackingNumber: string;
      readonly lineItems: readonly components['schemas']['ProductQuantity'][];
      /** Format: date-time */
      readonly dispatchedAt: string;
      /** Format: date-time */
      readonly deliveredAt?: string;
    };
    readonly WebhookReceipt: {
      readonly received: boolean;
    };
    readonly ExportRequest: {
      /** Format: date-time */
      readonly from: string;
      /** Format: date-time */
      readonly to: string;
      readonly formats: readonly ('csv' | 'parquet')[];
    };
    readonly ImportUpload: {
      /** @example upl_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly uploadId: string;
      /** Format: uri */
      readonly url: string;
      readonly fields: {
        readonly [key: string]: string;
      };
      readonly maxBytes: number;
      /** Format: date-time */
      readonly expiresAt: string;
    };
    readonly Job: {
      /** @example job_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly jobId: string;
      readonly kind: 'import-products' | 'export-orders' | 'reconcile-stock';
      readonly status: 'queued' | 'running' | 'canceling' | 'succeeded' | 'failed' | 'canceled';
      readonly requestedBy: string;
      readonly attempts: number;
      readonly progress?: components['schemas']['JobProgress'];
      /** Format: date-time */
      readonly heartbeatAt?: string;
      readonly task?: string;
      readonly result?: {
        readonly files: readonly {
          readonly name: string;
          readonly contentType: string;
          readonly bytes: number;
          /** Format: uri */
          readonly url: string;
        }[];
        readonly facts?: {
          readonly [key: string]: number | string;
        };
      };
      readonly failure?: {
        readonly code: string;
        readonly detail?: string;
      };
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: date-time */
      readonly startedAt?: string;
      /** Format: date-time */
      readonly endedAt?: string;
      readonly version: number;
    };
    readonly JobPage: {
      readonly items: readonly components['schemas']['Job'][];
      /** @example next-page-2 */
      readonly nextCursor?: string;
    };
    readonly JobProgress: {
      readonly rowsDone: number;
      readonly rowsTotal?: number;
      readonly rowsRejected?: number;
      readonly bytesDone?: number;
      readonly bytesTotal?: number;
      readonly ratePerSecond?: number;
      readonly secondsLeft?: number;
    };
    readonly NewImport: {
      /** @example upl_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5 */
      readonly uploadId: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type Category = components['schemas']['Category'];
export type CategoryInput = components['schemas']['CategoryInput'];
export type CategoryPage = components['schemas']['CategoryPage'];
export type ImageRejectionReason = components['schemas']['ImageRejectionReason'];
export type ImageType = components['schemas']['ImageType'];
export type ImageUpload = components['schemas']['ImageUpload'];
export type ImageUploadForm = components['schemas']['ImageUploadForm'];
export type ImageVariant = components['schemas']['ImageVariant'];
export type Money = components['schemas']['Money'];
export type NewImageUpload = components['schemas']['NewImageUpload'];
export type NewProduct = components['schemas']['NewProduct'];
export type Problem = components['schemas']['Problem'];
export type Product = components['schemas']['Product'];
export type ProductChange = components['schemas']['ProductChange'];
export type ProductImage = components['schemas']['ProductImage'];
export type ProductPage = components['schemas']['ProductPage'];
export type Address = components['schemas']['Address'];
export type Completion = components['schemas']['Completion'];
export type CompletionAttempt = components['schemas']['CompletionAttempt'];
export type CreatedSession = components['schemas']['CreatedSession'];
export type Discount = components['schemas']['Discount'];
export type DiscountCode = components['schemas']['DiscountCode'];
export type DiscountPage = components['schemas']['DiscountPage'];
export type DiscountTerms = components['schemas']['DiscountTerms'];
export type Failure = components['schemas']['Failure'];
export type NewDiscount = components['schemas']['NewDiscount'];
export type NewSession = components['schemas']['NewSession'];
export type OfferedShipping = components['schemas']['OfferedShipping'];
export type Session = components['schemas']['Session'];
export type SessionChanges = components['schemas']['SessionChanges'];
export type ShippingOption = components['schemas']['ShippingOption'];
export type ShippingOptionDetails = components['schemas']['ShippingOptionDetails'];
export type ShippingOptionId = components['schemas']['ShippingOptionId'];
export type ShippingOptionPage = components['schemas']['ShippingOptionPage'];
export type ShippingPrice = components['schemas']['ShippingPrice'];
export type SoldLineItem = components['schemas']['SoldLineItem'];
export type TaxRate = components['schemas']['TaxRate'];
export type TaxRateDetails = components['schemas']['TaxRateDetails'];
export type TaxRatePage = components['schemas']['TaxRatePage'];
export type TaxRegion = components['schemas']['TaxRegion'];
export type Totals = components['schemas']['Totals'];
export type ProductQuantity = components['schemas']['ProductQuantity'];
export type Shipment = components['schemas']['Shipment'];
export type ShipmentCancellation = components['schemas']['ShipmentCancellation'];
export type ShipmentDispatch = components['schemas']['ShipmentDispatch'];
export type ShipmentLineItem = components['schemas']['ShipmentLineItem'];
export type ShipmentPage = components['schemas']['ShipmentPage'];
export type ShipmentPick = components['schemas']['ShipmentPick'];
export type TransitionedShipment = components['schemas']['TransitionedShipment'];
export type AddressInput = components['schemas']['AddressInput'];
export type Profile = components['schemas']['Profile'];
export type ProfileChange = components['schemas']['ProfileChange'];
export type SavedAddress = components['schemas']['SavedAddress'];
export type SavedAddressPage = components['schemas']['SavedAddressPage'];
export type NewStockAdjustment = components['schemas']['NewStockAdjustment'];
export type StockAdjustment = components['schemas']['StockAdjustment'];
export type StockAdjustmentPage = components['schemas']['StockAdjustmentPage'];
export type StockLevel = components['schemas']['StockLevel'];
export type EndpointHealth = components['schemas']['EndpointHealth'];
export type EndpointTestWebhook = components['schemas']['EndpointTestWebhook'];
export type NewWebhookEndpoint = components['schemas']['NewWebhookEndpoint'];
export type NewWebhookSecret = components['schemas']['NewWebhookSecret'];
export type OrderCanceledWebhook = components['schemas']['OrderCanceledWebhook'];
export type OrderPlacedWebhook = components['schemas']['OrderPlacedWebhook'];
export type PaymentFailedWebhook = components['schemas']['PaymentFailedWebhook'];
export type PaymentRefundedWebhook = components['schemas']['PaymentRefundedWebhook'];
export type ShipmentDeliveredWebhook = components['schemas']['ShipmentDeliveredWebhook'];
export type ShipmentDispatchedWebhook = components['schemas']['ShipmentDispatchedWebhook'];
export type WebhookAttempt = components['schemas']['WebhookAttempt'];
export type WebhookDelivery = components['schemas']['WebhookDelivery'];
export type WebhookDeliverySummary = components['schemas']['WebhookDeliverySummary'];
export type WebhookDeliverySummaryPage = components['schemas']['WebhookDeliverySummaryPage'];
export type WebhookEndpoint = components['schemas']['WebhookEndpoint'];
export type WebhookEndpointInput = components['schemas']['WebhookEndpointInput'];
export type WebhookEndpointPage = components['schemas']['WebhookEndpointPage'];
export type WebhookEndpointPatch = components['schemas']['WebhookEndpointPatch'];
export type WebhookEventType = components['schemas']['WebhookEventType'];
export type WebhookSecret = components['schemas']['WebhookSecret'];
export type WebhookSecretPage = components['schemas']['WebhookSecretPage'];
export type Order = components['schemas']['Order'];
export type OrderCancellation = components['schemas']['OrderCancellation'];
export type OrderPage = components['schemas']['OrderPage'];
export type OrderShipment = components['schemas']['OrderShipment'];
export type WebhookReceipt = components['schemas']['WebhookReceipt'];
export type ExportRequest = components['schemas']['ExportRequest'];
export type ImportUpload = components['schemas']['ImportUpload'];
export type Job = components['schemas']['Job'];
export type JobPage = components['schemas']['JobPage'];
export type JobProgress = components['schemas']['JobProgress'];
export type NewImport = components['schemas']['NewImport'];
