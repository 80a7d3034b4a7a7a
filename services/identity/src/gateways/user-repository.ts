/** The users of the user pool, by customer id. */
export interface UserRepository {
  /** Returns undefined for a user who does not exist or was deleted. */
  findEmail(customerId: string): Promise<string | undefined>;
  addToGroup(customerId: string, group: 'customer' | 'staff'): Promise<void>;
}
