/** Holds what goes wrong within a part of the page to that part: all others, and what trains, go on. */
import { Component, type ReactNode } from 'react';
import { askAgain } from './later.tsx';

interface BoundaryProps {
  children: ReactNode;
  /** What stands there instead; nothing without it. `retry` tries again. */
  instead?: (retry: () => void) => ReactNode;
}

export class Boundary extends Component<BoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const retry = () => {
      askAgain();
      this.setState({ hasFailed: false });
    };
    return this.props.instead?.(retry) ?? null;
  }
}
