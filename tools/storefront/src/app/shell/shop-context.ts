import { createContext, use, useSyncExternalStore } from 'react';
import { createTradewind, type Tradewind } from '#libs/client';
import type { ShopSettings } from '../../../../local-console/src/server/routes/shop.ts';
import { createAccount, type Account, type KeptValues } from '../account/account.ts';

/** What all pages share. */
export interface Shop {
  readonly tradewind: Tradewind;
  readonly account: Account;
  readonly settings: ShopSettings;
}

/** Creates the client and the account of the customer from the settings of the stage. */
export function createShop(settings: ShopSettings, kept: KeptValues): Shop {
  const account = createAccount(settings.userPool, kept);
  const tradewind = createTradewind({
    baseUrl: settings.apiUrl,
    auth: account.auth,
    sessionTokens: kept,
  });
  return { tradewind, account, settings };
}

export const ShopContext = createContext<Shop | undefined>(undefined);

/** @throws Error outside of the shop */
export function useShop(): Shop {
  const shop = use(ShopContext);
  if (shop === undefined) throw new Error('The component is not inside of ShopContext.');
  return shop;
}

/** The email address of the signed-in customer; undefined for guests. */
export function useEmail(): string | undefined {
  const { account } = useShop();
  return useSyncExternalStore(account.subscribe, account.email);
}
