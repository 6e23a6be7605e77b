"""Subtitles: SubRip (``.srt``) and WebVTT (``.vtt``), read as the text that is spoken."""

from __future__ import annotations

from workflow.documents.readers.subtitles.subtitle_reader import SubtitleReader

__all__ = ["SubtitleReader"]
