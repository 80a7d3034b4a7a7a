/** The user pool, by the ids of customers. */
export interface UserDirectory {
  /** Undefined where the pool knows no such user, any more. */
  emailOf(customerId: string): Promise<string | undefined>;
  addToGroup(customerId: string, group: 'customer' | 'staff'): Promise<void>;
}
