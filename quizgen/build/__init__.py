"""The pipeline, one line a stage: content → jobs → exports → folders."""
