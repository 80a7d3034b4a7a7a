import { pricingRuleKinds } from '../src/gateways/dynamodb-pricing-rule-repository.ts';
import type { ShippingOptionDetails } from '../src/models/shipping-option.ts';
import type { TaxRateDetails } from '../src/models/tax-rate.ts';

const record = <Details>(kind: string, id: string, details: Details) => ({
  kind,
  id,
  details,
  version: 1,
  correlationId: 'seed',
});
const shipping = (id: string, details: ShippingOptionDetails) =>
  record(pricingRuleKinds.shippingOption, id, details);
const tax = (region: string, title: string, basisPoints: number) =>
  record<TaxRateDetails>(pricingRuleKinds.taxRate, region, { title, basisPoints });

const inBothCurrencies = (price: { amount: number; freeFrom?: number }) =>
  ['EUR', 'USD'].map((currency) => ({ currency, ...price }));

export const shippingOptions = [
  shipping('standard', {
    title: 'Standard, 3 to 5 days',
    prices: inBothCurrencies({ amount: 490, freeFrom: 5_000 }),
    isOffered: true,
  }),
  shipping('express', {
    title: 'Express, next working day',
    prices: inBothCurrencies({ amount: 1_490 }),
    isOffered: true,
  }),
  shipping('courier', {
    title: 'Courier, the same day',
    prices: inBothCurrencies({ amount: 2_900 }),
    countries: ['DE', 'AT', 'NL'],
    isOffered: true,
  }),
];

// As USPS lists them, with the territories and the armed forces: https://pe.usps.com/text/pub28/28apb.htm
const usStates = (
  'AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR ' +
  'PA RI SC SD TN TX UT VA VT WA WI WV WY AS FM GU MH MP PR PW VI AA AE AP'
).split(' ');

export const taxRates = [
  tax('*', 'No tax collected', 0),
  tax('AT', 'Umsatzsteuer', 2_000),
  tax('CH', 'Mehrwertsteuer', 810),
  tax('DE', 'Umsatzsteuer', 1_900),
  tax('ES', 'IVA', 2_100),
  tax('FR', 'TVA', 2_000),
  tax('GB', 'VAT', 2_000),
  tax('IT', 'IVA', 2_200),
  tax('NL', 'BTW', 2_100),
  record<TaxRateDetails>(pricingRuleKinds.taxRate, 'US', {
    title: 'No state sales tax',
    basisPoints: 0,
    regions: usStates,
  }),
  tax('US-CA', 'Sales tax', 725),
  tax('US-NY', 'Sales tax', 400),
  tax('US-TX', 'Sales tax', 625),
  tax('US-WA', 'Sales tax', 650),
];
