import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOURCE = join(import.meta.dirname, 'recorder.c');

/** What the recorder records; see `recorder.c`. */
export interface Recording {
  /** Absolute, and there already. */
  readonly root: string;
  readonly trace?: string;
  readonly port?: number;
  /** File of one byte: `1` while the disk has no room. */
  readonly full?: string;
}

/** The preloaded library, built for this machine with its C compiler. */
export class Recorder {
  private constructor(
    private readonly folder: string,
    private readonly library: string,
  ) {}

  static build(): Recorder {
    const folder = mkdtempSync(join(tmpdir(), 'nhippho-recorder-'));
    const library = join(folder, 'recorder.so');
    execFileSync('cc', ['-O2', '-Wall', '-shared', '-fPIC', '-o', library, SOURCE, '-ldl', '-lpthread']);
    return new Recorder(folder, library);
  }

  /** Variables under which a process is recorded. */
  env({ root, trace = '', port = 0, full = '' }: Recording): Record<string, string> {
    return {
      LD_PRELOAD: this.library,
      RECORDER_ROOT: root,
      RECORDER_TRACE: trace,
      RECORDER_PORT: String(port),
      RECORDER_FULL: full,
      // The kernel's rings would write past the recorder.
      UV_USE_IO_URING: '0',
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
