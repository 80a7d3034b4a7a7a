import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLogout, IconPackage, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEmail, useShop } from '../shell/shop-context.ts';
import { SignInDialog } from './sign-in-dialog.tsx';

/** Signs in guests; leads customers to their orders. */
export function AccountMenu() {
  const { account } = useShop();
  const email = useEmail();
  const [isOpen, { open, close }] = useDisclosure(false);
  if (email === undefined)
    return (
      <>
        <Button
          variant="subtle"
          color="gray"
          c="inherit"
          leftSection={<IconUser size={18} aria-hidden />}
          onClick={open}
        >
          Sign in
        </Button>
        <SignInDialog isOpen={isOpen} onClose={close} />
      </>
    );
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button variant="subtle" color="gray" c="inherit" leftSection={<IconUser size={18} aria-hidden />}>
          {email.split('@')[0]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{email}</Menu.Label>
        <Menu.Item
          leftSection={<IconPackage size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/orders" {...props} />}
        >
          Your orders
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void account.signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
