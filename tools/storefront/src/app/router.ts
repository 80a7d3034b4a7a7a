import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { BasketPage } from './basket/basket-page.tsx';
import { BrowsePage } from './catalog/browse-page.tsx';
import { ProductPage } from './catalog/product-page.tsx';
import { CheckoutPage } from './checkout/checkout-page.tsx';
import { OrderPage } from './orders/order-page.tsx';
import { OrdersPage } from './orders/orders-page.tsx';
import { ThanksPage } from './orders/thanks-page.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const parent = { getParentRoute: () => rootRoute };

/** `?search=lamp` */
const validateSearch = ({ search }: Record<string, unknown>): { search?: string } =>
  typeof search === 'string' || typeof search === 'number' ? { search: String(search) } : {};

const routeTree = rootRoute.addChildren([
  createRoute({ ...parent, path: '/', component: BrowsePage, validateSearch }),
  createRoute({ ...parent, path: '/categories/$categoryId', component: BrowsePage }),
  createRoute({ ...parent, path: '/products/$productId', component: ProductPage }),
  createRoute({ ...parent, path: '/basket', component: BasketPage }),
  createRoute({ ...parent, path: '/checkout', component: CheckoutPage }),
  createRoute({ ...parent, path: '/thanks/$sessionId', component: ThanksPage }),
  createRoute({ ...parent, path: '/orders', component: OrdersPage }),
  createRoute({ ...parent, path: '/orders/$orderId', component: OrderPage }),
]);

export const router = createRouter({ routeTree, basepath: '/shop', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
