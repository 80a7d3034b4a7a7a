/** What the payment provider has on its books for one authorization. Amounts are in minor units. */
export interface Charge {
  /** The id of the authorization at the provider. */
  readonly authorizationId: string;
  readonly orderId: string;
  readonly currency: string;
  readonly isVoided: boolean;
  readonly authorizedTotal: number;
  readonly capturedTotal: number;
  readonly refundedTotal: number;
}

/** True while the charge holds or keeps money of the customer. */
export const isHeld = ({ isVoided, capturedTotal, refundedTotal }: Charge): boolean =>
  capturedTotal > 0 ? refundedTotal < capturedTotal : !isVoided;
