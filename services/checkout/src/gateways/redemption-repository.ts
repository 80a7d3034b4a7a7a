/** The redemptions of the orders that are in progress or confirmed. The session repository adds them with a submission. */
export interface RedemptionRepository {
  /**
   * Returns the redemptions of an order: its codes can be redeemed once more, also by the same customer.
   *
   * @returns false when the order has none, or they were returned before
   * @throws AppError unavailable `checkout.busy` when concurrent transactions interfere
   */
  returnAll(orderId: string): Promise<boolean>;
}
