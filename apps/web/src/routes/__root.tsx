import { createRootRoute } from '@tanstack/react-router';
import { Failed, NotFound, Shell } from '../app/shell.tsx';

export const Route = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Failed,
});
