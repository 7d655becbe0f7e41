export interface LabelledBytes { images: Uint8Array; labels: Uint8Array }
