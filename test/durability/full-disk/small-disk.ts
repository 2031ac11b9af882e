import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  rmSync,
  statfsSync,
  writeFileSync,
  openSync,
  writeSync,
  closeSync,
  fsyncSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recorder } from '../recorder/recorder.js';

const PIECE = Buffer.alloc(1 << 16, 1);

/** A file system of its own that can be filled and emptied; where none may be mounted, one that the recorder plays. */
export abstract class SmallDisk {
  /** Variables for the process that works on it. */
  abstract readonly env: Readonly<Record<string, string>>;

  constructor(readonly folder: string) {}

  /** @param megabytes far more than the process needs */
  static create(recorder: Recorder, megabytes: number): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), 'nhippho-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder], {
        stdio: 'ignore',
      });
      return new MountedDisk(folder);
    } catch {
      return new PlayedDisk(folder, recorder);
    }
  }

  abstract readonly kind: string;
  abstract fill(): void;
  abstract makeRoom(): void;
  abstract remove(): void;
}

class MountedDisk extends SmallDisk {
  readonly kind = 'a tmpfs';
  readonly env = {};
  private readonly filler = join(this.folder, 'filler');

  fill(): void {
    const file = openSync(this.filler, 'a');
    try {
      for (let size = PIECE.length; size >= 1;) {
        try {
          writeSync(file, PIECE, 0, size);
        } catch {
          size = Math.floor(size / 16);
        }
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (statfsSync(this.folder).bavail > 0) throw new Error('the disk is not full');
  }

  makeRoom(): void {
    rmSync(this.filler, { force: true });
  }

  remove(): void {
    execFileSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

class PlayedDisk extends SmallDisk {
  readonly kind = 'the recorder';
  readonly env: Readonly<Record<string, string>>;
  private readonly switch: string;

  constructor(folder: string, recorder: Recorder) {
    super(folder);
    this.switch = `${folder}.full`;
    writeFileSync(this.switch, '0');
    this.env = recorder.env({ root: folder, full: this.switch });
  }

  fill(): void {
    writeFileSync(this.switch, '1', { flag: 'r+' });
  }

  makeRoom(): void {
    writeFileSync(this.switch, '0', { flag: 'r+' });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this.switch, { force: true });
  }
}
