import { Component, type ReactNode } from 'react';
import { Failure } from './failure.js';

interface State {
  error: Error | null;
}

/** A page that cannot be drawn is said to be so, instead of an empty window. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="alone">
        <h1>Witness</h1>
        <Failure title="This page could not be drawn" error={error}>
          <p>
            It is a fault of this console. <a href="/console/">Open it anew</a>; the recorder is not touched by it.
          </p>
        </Failure>
      </main>
    );
  }
}
