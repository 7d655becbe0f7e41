/** Holds what goes wrong within a part of the page to that part: all others, and what trains, go on. */
import { Component, type ReactNode } from 'react';
import { askAgain } from './later.tsx';

interface BoundaryProps {
  children: ReactNode;
  /** What stands there instead; nothing without it. `retry` tries again; `isAgain`: that was done before. */
  instead?: (retry: () => void, isAgain: boolean) => ReactNode;
}

export class Boundary extends Component<BoundaryProps> {
  override state = { hasFailed: false, retries: 0 };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  /** It is gone from the page: whatever shows it next, here or elsewhere, asks anew for what did not come. */
  override componentDidCatch() {
    askAgain();
  }

  override render() {
    const { hasFailed, retries } = this.state;
    if (!hasFailed) return this.props.children;
    return this.props.instead?.(() => this.setState({ hasFailed: false, retries: retries + 1 }), retries > 0);
  }
}
