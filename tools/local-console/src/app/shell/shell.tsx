import {
  Anchor,
  AppShell,
  Badge,
  Group,
  Kbd,
  NavLink,
  Stack,
  Text,
  Tooltip,
  UnstyledButton,
} from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconBook, IconBuildingStore, IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useConnection } from '../api/live-events.tsx';
import { useConsole } from '../api/use-console.ts';
import { areas } from './areas.ts';
import { ColorSchemeButton } from './color-scheme-button.tsx';
import { CommandPalette } from './command-palette.tsx';
import type { SystemInfo } from '../../server/routes/system.ts';

/** The frame of every page: navigation, search, connection state, color scheme. */
export function Shell() {
  return (
    <AppShell navbar={{ width: 212, breakpoint: 0 }} padding={0}>
      <a className="skip-link" href="#page">
        Skip to the page
      </a>
      <AppShell.Navbar p="xs">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1} h="100vh" style={{ overflow: 'hidden', outline: 'none' }}>
        <Outlet />
      </AppShell.Main>
      <CommandPalette />
    </AppShell>
  );
}

function Navigation() {
  const { pathname } = useLocation();
  return (
    <Stack h="100%" gap="xs" justify="space-between">
      <Stack gap="xs">
        <Group px="xs" pt={4} justify="space-between">
          <Text fw={700} size="lg">
            Tradewind
          </Text>
          <Connection />
        </Group>
        <SearchButton />
        <nav aria-label="Areas">
          {areas.map(({ path, title, icon: Icon }) => (
            <NavLink
              key={path}
              renderRoot={(props) => <Link to={path} {...props} />}
              label={title}
              leftSection={<Icon size={17} stroke={1.6} aria-hidden />}
              active={path === '/' ? pathname === '/' : pathname.startsWith(path)}
              style={{ borderRadius: 'var(--mantine-radius-md)' }}
            />
          ))}
        </nav>
      </Stack>
      <Footer />
    </Stack>
  );
}

function SearchButton() {
  return (
    <UnstyledButton onClick={() => spotlight.open()} px="xs">
      <Group gap="xs" c="dimmed" justify="space-between">
        <Group gap={6}>
          <IconSearch size={15} aria-hidden />
          <Text size="sm">Search</Text>
        </Group>
        <Kbd size="xs">Ctrl K</Kbd>
      </Group>
    </UnstyledButton>
  );
}

function Connection() {
  const state = useConnection();
  const isLive = state === 'live';
  return (
    <Tooltip
      label={
        isLive ? 'Connected to the local cloud' : 'The local cloud does not respond. Start it: npm start'
      }
    >
      <Badge size="sm" variant={isLive ? 'light' : 'filled'} color={isLive ? 'sea' : 'red.9'} role="status">
        {isLive ? 'live' : 'offline'}
      </Badge>
    </Tooltip>
  );
}

function Footer() {
  const { data } = useConsole<SystemInfo>('/api/system');
  return (
    <Stack gap={4} px="xs" pb={4}>
      <Anchor href="/shop" size="sm" c="dimmed">
        <Group gap={6}>
          <IconBuildingStore size={15} aria-hidden /> Shop
        </Group>
      </Anchor>
      <Anchor href="/reference" size="sm" c="dimmed">
        <Group gap={6}>
          <IconBook size={15} aria-hidden /> API reference
        </Group>
      </Anchor>
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {data ? `${data.stage} · ${data.region}` : ''}
        </Text>
        <ColorSchemeButton />
      </Group>
    </Stack>
  );
}
