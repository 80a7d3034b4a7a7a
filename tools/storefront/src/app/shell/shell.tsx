import { ActionIcon, Anchor, Container, Group, Indicator, Text, TextInput } from '@mantine/core';
import { IconSearch, IconShoppingBag } from '@tabler/icons-react';
import { Link, Outlet, useNavigate, useSearch } from '@tanstack/react-router';
import { ColorSchemeButton } from '../../../../local-console/src/app/shell/color-scheme-button.tsx';
import { AccountMenu } from '../account/account-menu.tsx';
import { countUnits } from '../basket/basket-lines.ts';
import { useBasket } from '../basket/use-basket.ts';
import { Logo } from './logo.tsx';
import classes from './shell.module.css';

/** The frame of every page: name, search, account and basket. */
export function Shell() {
  return (
    <>
      <a className="skip-link" href="#page">
        Skip to the page
      </a>
      <header className={classes.header}>
        <Container size="xl" className={classes.bar}>
          <Link to="/" className={classes.brand}>
            <Logo /> Tradewind
          </Link>
          <Search />
          <Group gap="xs" wrap="nowrap">
            <ColorSchemeButton c="inherit" size="lg" iconSize={19} />
            <AccountMenu />
            <BasketLink />
          </Group>
        </Container>
      </header>
      <Container
        size="xl"
        component="main"
        id="page"
        tabIndex={-1}
        py="xl"
        mih="70vh"
        style={{ outline: 'none' }}
      >
        <Outlet />
      </Container>
      <Footer />
    </>
  );
}

function Search() {
  const { search = '' } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <TextInput
      className={classes.search}
      type="search"
      aria-label="Search the shop"
      placeholder="Search for a lamp, a mug, oak…"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={search}
      onChange={({ currentTarget: { value } }) =>
        void navigate({ to: '/', search: value === '' ? {} : { search: value }, replace: search !== '' })
      }
    />
  );
}

function BasketLink() {
  const { data: session } = useBasket();
  const units = session ? countUnits(session.lineItems) : 0;
  return (
    <Indicator label={units} size={18} disabled={units === 0} offset={4}>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="inherit"
        size="lg"
        aria-label={`Basket, ${units} ${units === 1 ? 'unit' : 'units'}`}
        renderRoot={(props) => <Link to="/basket" {...props} />}
      >
        <IconShoppingBag size={22} stroke={1.6} />
      </ActionIcon>
    </Indicator>
  );
}

function Footer() {
  return (
    <footer className={classes.footer}>
      <Container size="xl">
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            A demo of the Tradewind API, on its local cloud.
          </Text>
          <Group gap="lg">
            <Anchor href="/" size="sm" c="dimmed">
              Console
            </Anchor>
            <Anchor href="/reference/" size="sm" c="dimmed">
              API reference
            </Anchor>
          </Group>
        </Group>
      </Container>
    </footer>
  );
}
