import { environment } from '#libs/config';
import { dynamoDbRateLimit, type RateLimit } from '#libs/gateways';
import { MANUAL_DELIVERY_LIMIT } from '../models/manual-delivery-limit.ts';

/** The limit of the deliveries that a customer requests. */
export const manualDeliveryLimit = (): RateLimit =>
  dynamoDbRateLimit(environment({ LIMITS_TABLE: 'text' }).LIMITS_TABLE, MANUAL_DELIVERY_LIMIT);
